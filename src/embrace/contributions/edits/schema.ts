import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { bodyText, diffShape, titleText } from '#respond/knowledge/index.ts';

export const editId = idOf('aed');
export const LONGEST_REASON = 500;
export const LONGEST_BODY = 100_000;
export const LONGEST_TITLE = 200;

/** Levels of trust, from 0 to 4. */
const level = z.number().int().min(0).max(4);
export const settingsShape = z.object({
  /** From which level members may suggest changes; null: nobody may. */
  fromLevel: level.nullable(),
  /** From which level on they are published at once; null: never. */
  atOnceFrom: level.nullable(),
});
export type EditSettings = z.infer<typeof settingsShape>;
export const USUAL: EditSettings = { fromLevel: 1, atOnceFrom: null };

export const editShape = z.object({
  id: editId,
  articleId: z.string(),
  language: z.string(),
  /** What the article is called now. */
  articleTitle: z.string(),
  member: z.object({ id: z.string().nullable(), name: z.string() }),
  reason: z.string(),
  state: z.enum(['waiting', 'held', 'taken', 'declined', 'withdrawn']),
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  /** Null where the member's level did. */
  decidedBy: z.string().nullable(),
  answer: z.string().nullable(),
  version: z.number().nullable(),
});
export type EditView = z.infer<typeof editShape>;

const words = z.object({ title: z.string(), body: z.string() });
export const editDetail = editShape.extend({
  suggested: words,
  /** As readers see it; null where they do not any more. */
  now: words.extend({ version: z.number() }).nullable(),
  /** The article was changed since the member read it. */
  isOvertaken: z.boolean(),
  /** What the member changed. */
  changes: diffShape,
  /** What others changed since; null where nobody did. */
  since: diffShape.nullable(),
});
export type EditDetail = z.infer<typeof editDetail>;

export const editsQuery = pageQuery.extend({ list: z.enum(['waiting', 'decided']).default('waiting') });
export const takeInput = z.object({
  /** What is published: as suggested, or joined with what others wrote. */
  title: titleText.min(1),
  body: bodyText.min(1),
  /** `now.version` as it was looked at. */
  version: z.number().int().min(1).max(1_000_000),
});
export const declineInput = z.object({ reason: text(LONGEST_REASON) });
