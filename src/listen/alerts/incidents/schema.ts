import { z } from 'zod';
import { idOf, pageQuery } from '#platform/http/index.ts';

export const incidentId = idOf('alert');

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const incidentQuery = pageQuery.extend({
  state: z.enum(['open', 'past', 'all']).default('all'),
  topicId: idOf('topic').optional(),
  /** Those that went on at any moment of this time. */
  from: moment.optional(),
  to: moment.optional(),
});

const counted = z.object({ posts: z.number() });
const cause = z.object({
  posts: z.number(),
  words: z.array(counted.extend({ word: z.string(), before: z.number() })),
  authors: z.array(
    counted.extend({ accountId: z.string(), handle: z.string(), name: z.string().nullable() }),
  ),
  links: z.array(counted.extend({ link: z.string() })),
  networks: z.array(counted.extend({ network: z.string() })),
  languages: z.array(counted.extend({ language: z.string() })),
  byFew: z.number(),
  /** Where at least five authors are; without a city or region, the rest of the region or country. */
  places: z.array(
    z.object({
      country: z.string(),
      region: z.string().nullable(),
      city: z.string().nullable(),
      people: z.number(),
      isMore: z.boolean(),
      /** Whether places within it stand on their own. */
      isRest: z.boolean(),
    }),
  ),
  /** What people began to talk about, with one of the posts. */
  talk: z
    .object({
      words: z.array(z.string()),
      posts: z.number(),
      before: z.number(),
      share: z.number(),
      postId: z.string(),
    })
    .nullable(),
});

export const incidentShape = z.object({
  id: z.string(),
  kind: z.enum(['spike', 'threshold']),
  topic: z.object({ id: z.string(), name: z.string() }),
  /** First minute, as far as the counts tell; when it was noticed; last minute, null while it goes on. */
  since: z.iso.datetime(),
  noticed: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
  reason: z.enum(['calm', 'new-normal']).nullable(),
  severity: z.number(),
  /** Posts to be expected since then, or the threshold; and those there were. */
  expected: z.number(),
  observed: z.number(),
  isPast: z.boolean(),
  acknowledged: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
  snoozedUntil: z.iso.datetime().nullable(),
  verdict: z.enum(['useful', 'false']).nullable(),
});
export type IncidentView = z.input<typeof incidentShape>;

export const incidentDetail = incidentShape.extend({
  cause: cause.nullable(),
  /** Posts in steps of so many minutes, from some hours before to some hours after, with what was usual. */
  chart: z.object({
    stepMinutes: z.number(),
    points: z.array(
      z.object({
        at: z.iso.datetime(),
        posts: z.number(),
        mean: z.number().nullable(),
        high: z.number().nullable(),
      }),
    ),
  }),
  deliveries: z.array(
    z.object({
      id: z.string(),
      rule: z.string(),
      channel: z.enum(['mail', 'webhook', 'notice']),
      target: z.string(),
      event: z.string(),
      /** `waiting` for the end of quiet hours or its digest; afterwards as the outbox says. */
      state: z.string(),
      problem: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});
export type IncidentDetail = z.input<typeof incidentDetail>;

export const handleInput = z.object({
  acknowledged: z.boolean().optional(),
  snoozeMinutes: z
    .number()
    .int()
    .min(0)
    .max(60 * 24 * 31)
    .optional(),
  verdict: z.enum(['useful', 'false']).nullable().optional(),
});
export type HandleInput = z.output<typeof handleInput>;
