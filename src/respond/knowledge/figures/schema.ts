import { z } from 'zod';

export const figuresQuery = z.object({ days: z.coerce.number().int().min(1).max(400).default(28) });

const searches = z.array(z.object({ words: z.string(), language: z.string(), count: z.number() }));

/** Sums without anything about who it was; what deflection is reckoned from. */
export const figuresShape = z.object({
  days: z.number(),
  totals: z.object({
    searches: z.number(),
    searchesWithoutArticle: z.number(),
    views: z.number(),
    viewsFromSearch: z.number(),
    helpful: z.number(),
    unhelpful: z.number(),
    used: z.number(),
  }),
  byDay: z.array(z.object({ day: z.string(), what: z.string(), count: z.number() })),
  byArticle: z.array(
    z.object({
      articleId: z.string(),
      helpful: z.number(),
      unhelpful: z.number(),
      views: z.number(),
      found: z.number(),
      used: z.number(),
    }),
  ),
  /** Words that were searched for at least five times. */
  searches,
  searchesWithoutArticle: searches,
});
export type FiguresView = z.infer<typeof figuresShape>;
