import { z } from 'zod';
import { conversationRow } from '#respond/inbox/index.ts';
import { DIMENSIONS, OUTCOMES } from './domain/outcomes.ts';

const daysShape = z.union([z.literal(28), z.literal(90)]);

const comparisonShape = z.object({
  group: z.string(),
  asked: z.number(),
  had: z.number(),
  rate: z.number().nullable(),
  /** Against all others, like for like; 1 is fair. */
  ratio: z.number().nullable(),
  /** The 99 % interval of the ratio. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  likeForLike: z.number().nullable(),
  isUnfair: z.boolean(),
});
export type ComparisonView = z.infer<typeof comparisonShape>;

const groupShape = z.object({
  group: z.string(),
  contacts: z.number(),
  /** Seconds. */
  medianAnswer: z.number().nullable(),
  /** Followers. */
  medianReach: z.number().nullable(),
});

export const reportShape = z.object({
  days: z.number(),
  computedAt: z.iso.datetime(),
  contacts: z.number(),
  /** Within so many seconds an answer counts as quick: half of all come sooner. Null without answers. */
  quickSeconds: z.number().nullable(),
  dimensions: z.record(
    z.enum(DIMENSIONS),
    z.object({ groups: z.array(groupShape), outcomes: z.record(z.enum(OUTCOMES), z.array(comparisonShape)) }),
  ),
  alarms: z.array(
    z.object({
      dimension: z.enum(DIMENSIONS),
      group: z.string(),
      outcome: z.enum(OUTCOMES),
      ratio: z.number(),
    }),
  ),
});
export type FairnessReport = z.infer<typeof reportShape>;

const daysQuery = z.coerce.number().pipe(daysShape).default(28);
export const reportQuery = z.object({ days: daysQuery });
export const missedQuery = z.object({
  days: daysQuery,
  dimension: z.enum(DIMENSIONS),
  outcome: z.enum(OUTCOMES),
  group: z.string().max(40),
});
export const missedShape = z.object({ items: z.array(conversationRow) });
