import { z } from 'zod';
import { text } from '#platform/http/index.ts';
import { conversationId, factorShape } from '#respond/inbox/index.ts';
import { MOST_WEIGHT } from '#respond/triage/index.ts';

export const weightsShape = z.record(z.string().max(40), z.number().min(0).max(MOST_WEIGHT));
export const weightsInput = z.object({ revision: z.number().int().min(0), weights: weightsShape });

export const weightsView = z.object({
  revision: z.number(),
  factors: z.array(z.object({ key: z.string(), label: z.string(), usually: z.string(), weight: z.number() })),
  /** The last change; null before the first. */
  last: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type WeightsView = z.output<typeof weightsView>;

const affected = z.object({
  conversationId: z.string(),
  excerpt: z.string(),
  /** Minutes that they waited, and would have waited. */
  before: z.number(),
  after: z.number(),
});

/** What other weights would have done last week, if the same answers had been given at the same moments. */
export const weightsPreview = z.object({
  conversations: z.number(),
  /** Of the week that was looked at, evenly spread; 1 for all of it. */
  share: z.number(),
  answers: z.number(),
  longer: z.number(),
  shorter: z.number(),
  /** Medians of the waiting time, in minutes. */
  medianBefore: z.number().nullable(),
  medianAfter: z.number().nullable(),
  longest: z.array(affected),
  shortest: z.array(affected),
  /** How alike the two orders are, from −1 to 1. */
  spearman: z.number().nullable(),
  kendall: z.number().nullable(),
});
export type WeightsPreview = z.output<typeof weightsPreview>;

export const pinInput = z.object({ direction: z.enum(['higher', 'lower']), reason: text(300) });
export const pinShape = z.object({
  id: z.string(),
  conversationId,
  direction: z.enum(['higher', 'lower']),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  /** As they stood when somebody disagreed. */
  factors: z.array(factorShape),
  endedAt: z.iso.datetime().nullable(),
});
export type PinView = z.output<typeof pinShape>;
