import type { z } from 'zod';
import type { contactView } from '#respond/answers/contact/schema.ts';
import type { DeflectionFacts } from '#respond/answers/facts/schema.ts';
import type { CentreSettings, centreView } from '#respond/knowledge/centre/schema.ts';
import type { FiguresView } from '#respond/knowledge/figures/schema.ts';
import type { GapsView, GapThreads, GapView } from '#respond/knowledge/gaps/schema.ts';
import type {
  ArticleDetail,
  ArticleView,
  categoryShape,
  pieceShape,
  versionShape,
  WrittenView,
} from '#respond/knowledge/schema.ts';
import type { Suggestion } from '#respond/knowledge/suggest/schema.ts';

export type {
  ArticleDetail,
  ArticleView,
  CentreSettings,
  DeflectionFacts,
  FiguresView,
  GapsView,
  GapThreads,
  GapView,
  Suggestion,
  WrittenView,
};
export type Category = z.infer<typeof categoryShape>;
export type ContactView = z.infer<typeof contactView>;
export type CentreView = z.infer<typeof centreView>;
export type Version = z.infer<typeof versionShape>;
export type Piece = z.infer<typeof pieceShape>;
