import type { z } from 'zod';
import type { refusalShape } from '../../../src/listen/intake/index.ts';
import type { discovered, sourceField, sourceKind, sourceTestResult } from '#listen/sources/schema.ts';

export type { PipelineView } from '#listen/pipeline/schema.ts';

export type SourceKind = z.infer<typeof sourceKind>;
export type SourceField = z.infer<typeof sourceField>;
export type SourceTest = z.infer<typeof sourceTestResult>;
export type Refusal = z.infer<typeof refusalShape>;
export type FoundFeed = z.infer<typeof discovered>['feeds'][number];

/** Trying all refused payloads again. As `GET /sources/refusals/replay-all` answers. */
export interface Replay {
  id: string;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  total: number;
  tried: number;
  understood: number;
  problem: string | null;
}

/** A file of posts that is, or was, read. As `GET /imports` answers. */
export interface ImportView {
  id: string;
  name: string;
  format: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  problem: string | null;
  lines: number;
  kept: number;
  refused: number;
  bytes: number;
  totalBytes: number | null;
  badLines: { line: number; reason: string }[];
}
