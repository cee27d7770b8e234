import { z } from 'zod';
import { text } from '#platform/http/index.ts';

/** GET /sources/refusals: payloads kept aside. */
export const refusalShape = z.object({
  id: z.string(),
  /** `src_…` or `imp_…`. */
  sourceId: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  payload: z.string(),
  at: z.iso.datetime(),
  attempts: z.number(),
});

/** Trying all refused payloads again: how far it is. */
export const replayShape = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  total: z.number(),
  tried: z.number(),
  understood: z.number(),
  problem: z.string().nullable(),
});

export const importStart = z.object({
  format: text(40),
  name: text(200).default('upload'),
  /** `matching` keeps what belongs to a topic or speaks to the brand, as from every source. */
  keep: z.enum(['matching', 'all']).default('matching'),
});

export const importShape = z.object({
  id: z.string(),
  name: z.string(),
  format: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  problem: z.string().nullable(),
  lines: z.number(),
  kept: z.number(),
  refused: z.number(),
  bytes: z.number(),
  totalBytes: z.number().nullable(),
  badLines: z.array(z.object({ line: z.number(), reason: z.string() })),
});
