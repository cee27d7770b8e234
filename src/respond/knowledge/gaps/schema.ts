import { z } from 'zod';
import { gapId } from '../schema.ts';

export const gapShape = z.object({
  id: gapId,
  /** Three to five telling words. */
  words: z.array(z.string()),
  /** Conversations of the last 30 days that ask it. */
  asked: z.number(),
  conversationIds: z.array(z.string()),
  /** One of them, in the customer's words. */
  example: z.string(),
});
export type GapView = z.infer<typeof gapShape>;

/** Solved threads of the community that fit to a gap. */
export const gapThreads = z.object({
  items: z.array(z.object({ id: z.string(), title: z.string(), excerpt: z.string(), url: z.string() })),
});
export type GapThreads = z.infer<typeof gapThreads>;

export const gapsShape = z.object({
  /** When they were looked for; null where not yet. */
  at: z.iso.datetime().nullable(),
  items: z.array(gapShape),
  /** What readers of the help centre searched for in vain, at least five times. */
  searches: z.array(z.object({ words: z.string(), language: z.string(), count: z.number() })),
});
export type GapsView = z.infer<typeof gapsShape>;
