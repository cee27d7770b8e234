import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';

export const PANELS = [
  'figures',
  'volume',
  'sentiment',
  'share',
  'networks',
  'sources',
  'languages',
  'labels',
  'places',
  'heat',
  'authorKinds',
  'authors',
  'sites',
  'links',
  'tags',
  'words',
  'emerging',
  'talk',
  'stream',
] as const;

export const boardId = idOf('board');
export const markId = idOf('mark');

const panel = z.object({ kind: z.enum(PANELS), isWide: z.boolean() });
const country = z.string().regex(/^[A-Z]{2}$/);

export const boardInput = z.object({
  name: text(120),
  /** Everybody may see it then; only its owner may change it. */
  isShared: z.boolean().default(false),
  /** In their order; each kind once. */
  panels: z
    .array(panel)
    .max(PANELS.length)
    .refine((all) => new Set(all.map((one) => one.kind)).size === all.length, {
      error: 'each panel at most once',
    }),
  /** Countries whose public holidays are marked. */
  holidays: z.array(country).max(10).default([]),
});
export type BoardInput = z.output<typeof boardInput>;

export const boardShape = z.object({
  id: z.string(),
  name: z.string(),
  isShared: z.boolean(),
  panels: z.array(panel),
  holidays: z.array(z.string()),
  owner: z.object({ id: z.string(), name: z.string() }),
  isMine: z.boolean(),
  updatedAt: z.iso.datetime(),
});
export type BoardView = z.input<typeof boardShape>;

export const markInput = z.object({ day: z.iso.date(), name: text(120) });
export type MarkInput = z.output<typeof markInput>;
/** Something that happened, by the calendar. */
export const markShape = z.object({ id: z.string(), day: z.iso.date(), name: z.string() });
export type MarkView = z.input<typeof markShape>;
