import { z } from 'zod';
import { factShape as customerFactShape } from '#people/segments/index.ts';

/** A condition in its stored form; what may stand in it is told by GET /conditions/facts. */
export const storedCondition = z.object({ version: z.literal(1), when: z.unknown() });

export const factShape = customerFactShape.extend({
  /** It may be asked for this and nothing else. */
  only: z.enum(['watching', 'change']).optional(),
});
/** `rule`: of routing, which may ask for everything, each rule for what it is for. */
export const purposeQuery = z.object({ purpose: z.enum(['watching', 'change', 'rule']).optional() });
export type FactView = z.output<typeof factShape>;

export const problemShape = z.object({ path: z.string(), message: z.string() });

/** Conversations that a condition holds for. */
export const previewShape = z.object({
  /** Empty when the condition can be used; else nothing was looked at. */
  problems: z.array(problemShape),
  /** The condition in words. */
  text: z.string(),
  checked: z.number(),
  /** Which part of the conversations asked for was looked at, evenly spread; 1 for all. */
  share: z.number(),
  matched: z.number(),
  /** Matches by day, the oldest first: `2026-11-22`. */
  days: z.array(z.object({ day: z.string(), checked: z.number(), matched: z.number() })),
  examples: z.array(
    z.object({
      conversationId: z.string(),
      excerpt: z.string(),
      at: z.iso.datetime(),
      because: z.array(z.string()),
    }),
  ),
});
export type PreviewView = z.output<typeof previewShape>;

export const previewInput = z.object({
  condition: z.unknown(),
  /** The newest thousand, or the last seven days. */
  over: z.enum(['newest', 'week']).default('newest'),
});
export const explainInput = z.object({ condition: z.unknown(), conversationId: z.string().max(64) });
export const explainShape = z.object({
  isMatch: z.boolean(),
  text: z.string(),
  because: z.array(z.string()),
});
