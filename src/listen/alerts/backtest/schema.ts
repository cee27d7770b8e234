import { z } from 'zod';
import { conditionInput } from '../rules/schema.ts';

export const backtestInput = conditionInput.extend({
  days: z.number().int().min(1).max(60).default(30),
});
export type BacktestInput = z.output<typeof backtestInput>;

const point = z.object({
  at: z.iso.datetime(),
  posts: z.number(),
  /** Usual in that hour, and what it hardly ever exceeds; null for other rules than spikes. */
  mean: z.number().nullable(),
  high: z.number().nullable(),
});

export const backtestShape = z.object({
  days: z.number(),
  /** Days of history there are; fewer than asked for when Rapport has not listened that long. */
  daysKnown: z.number(),
  topics: z.number(),
  /** Topics that were left out because looking at all of them takes too long. */
  leftOut: z.number(),
  /** Messages of a posts rule; for the others the number of alerts. */
  count: z.number(),
  alerts: z.array(
    z.object({
      topicId: z.string(),
      topic: z.string(),
      since: z.iso.datetime(),
      noticed: z.iso.datetime(),
      ended: z.iso.datetime().nullable(),
      severity: z.number(),
      observed: z.number(),
      expected: z.number(),
    }),
  ),
  /** Posts by the hour of the topic with the most alerts, or the most posts. */
  series: z.object({ topicId: z.string(), topic: z.string(), points: z.array(point) }).nullable(),
});
export type Backtest = z.output<typeof backtestShape>;
