import { z } from 'zod';

export const factsQuery = z.object({ days: z.coerce.number().int().min(1).max(400).default(28) });

const searches = z.array(z.object({ words: z.string(), language: z.string(), count: z.number() }));

/** What deflection is reckoned from: sums without anything about who it was. */
export const factsShape = z.object({
  days: z.number(),
  totals: z.object({
    searches: z.number(),
    searchesWithoutAnswer: z.number(),
    /** Results that were shown, and opened. */
    shown: z.number(),
    opened: z.number(),
    helped: z.number(),
    unhelped: z.number(),
  }),
  forms: z.object({
    begun: z.number(),
    suggested: z.number(),
    left: z.number(),
    answered: z.number(),
    sent: z.number(),
    sentUnopened: z.number(),
  }),
  byDay: z.array(z.object({ day: z.string(), place: z.string(), what: z.string(), count: z.number() })),
  /** What was shown most often. */
  bySubject: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      title: z.string().nullable(),
      shown: z.number(),
      opened: z.number(),
      helped: z.number(),
    }),
  ),
  /** Words that were searched for at least five times. */
  searches,
  searchesWithoutAnswer: searches,
});
export type DeflectionFacts = z.infer<typeof factsShape>;
