import { z } from 'zod';
import { languageTag, text } from '#platform/http/index.ts';

export const satisfactionSettings = z.object({
  isOn: z.boolean(),
  networks: z.array(z.string().min(1).max(40)).max(40),
  delayMinutes: z.number().int().min(0).max(43_200),
  everyDays: z.number().int().min(1).max(730),
  linkDays: z.number().int().min(1).max(90),
  scale: z.enum(['stars', 'thumbs']),
  texts: z
    .array(z.object({ language: languageTag, question: text(400), thanks: text(400) }))
    .min(1)
    .max(20),
});
export type SatisfactionSettings = z.output<typeof satisfactionSettings>;

const ratingShape = z.object({
  id: z.string(),
  rating: z.number(),
  text: z.string().nullable(),
  source: z.enum(['link', 'page']),
  at: z.iso.datetime(),
});
export type RatingView = z.infer<typeof ratingShape>;

/** What is known of one conversation. */
export const satisfactionOf = z.object({
  ratings: z.array(ratingShape),
  /** The newest question: when it will be or was asked, or why not. */
  ask: z
    .object({
      state: z.enum(['planned', 'asked', 'answered', 'dropped']),
      at: z.iso.datetime(),
      why: z.string().nullable(),
    })
    .nullable(),
  /** The person is never asked again, and why. */
  refusal: z.string().nullable(),
});
export type SatisfactionOf = z.infer<typeof satisfactionOf>;

export const satisfactionSummary = z.object({
  days: z.number(),
  asked: z.number(),
  answered: z.number(),
  /** Ratings, those on pages of cases included. */
  ratings: z.number(),
  average: z.number().nullable(),
  /** Share of 4 and 5, 0 to 1. */
  satisfied: z.number().nullable(),
  byNetwork: z.array(z.object({ network: z.string(), ratings: z.number(), average: z.number() })),
  counts: z.array(z.object({ rating: z.number(), count: z.number() })),
  newest: z.array(ratingShape.extend({ conversationId: z.string().nullable() })),
});
export type SatisfactionSummary = z.infer<typeof satisfactionSummary>;
