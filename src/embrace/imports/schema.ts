import { z } from 'zod';
import { idOf, shortText } from '#platform/http/index.ts';
import { KINDS, originOf, SHAPES, STATES } from './domain.ts';

export const importId = idOf('cimp');
export const importInput = z.object({
  name: shortText,
  /** Where the community was: `https://forum.example.com`. Ids and old addresses belong to it. */
  origin: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .refine((given) => originOf(given) !== '', 'names no place'),
});
export const fileInput = z.object({ name: shortText, text: z.string().min(1).max(60_000_000) });

const figures = z.object({
  /** Would come, or came. */
  fresh: z.number(),
  /** Came with another import, or was here. */
  there: z.number(),
  refused: z.number(),
  done: z.number(),
  /** Stays after an undo, because people went on with it. */
  kept: z.number(),
});
export const importShape = z.object({
  id: importId,
  name: z.string(),
  origin: z.string(),
  state: z.enum(STATES),
  files: z.array(z.object({ name: z.string(), shape: z.enum(SHAPES), rows: z.number() })),
  /** What went wrong with the program, not with the files; it is tried again. */
  failure: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type ImportView = z.infer<typeof importShape>;
export const importDetail = importShape.extend({
  counts: z.record(z.enum(KINDS), figures),
  /** Lines that cannot come, the first 200. */
  problems: z.array(z.object({ file: z.string(), line: z.number(), reason: z.string() })),
  /** Titles of some threads. */
  examples: z.array(z.string()),
});
export type ImportDetail = z.infer<typeof importDetail>;
