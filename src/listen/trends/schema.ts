import { z } from 'zod';
import { authorShape } from '#listen/posts/index.ts';
import { idOf, text } from '#platform/http/index.ts';
import { DIMENSIONS, LISTS } from './domain/values.ts';

/** `brand` for all topics of the brand together, each post once; or the id of a topic. */
export const subjectShape = z.union([z.literal('brand'), idOf('topic')]);

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

/** Periods begin and end at full hours; what is given is widened to them. `zone` decides when a day begins. */
export const periodQuery = z.object({
  from: moment,
  to: moment,
  zone: z.string().max(64).default('UTC'),
});

/** Another period of any length to compare with; without it the one directly before, moved by whole days. */
const againstQuery = z.object({ againstFrom: moment.optional(), againstTo: moment.optional() });

export const overviewQuery = periodQuery.extend(againstQuery.shape).extend({ subject: subjectShape });
export const listQuery = overviewQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(20) });
export const shareQuery = periodQuery.extend(againstQuery.shape).extend({
  /** Ids separated by commas; without them the brands, products and competitors with most posts. */
  topics: z
    .string()
    .max(1000)
    .transform((value) => value.split(','))
    .pipe(z.array(idOf('topic')).min(1).max(20))
    .optional(),
});
export const listName = z.enum(LISTS);
export const behindQuery = periodQuery.extend({
  subject: subjectShape,
  /** A dimension or a list; `authors` takes an account's id. */
  by: z.enum([...DIMENSIONS, ...LISTS]).optional(),
  value: text(300).optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

const figures = z.object({
  posts: z.number(),
  negative: z.number(),
  neutral: z.number(),
  positive: z.number(),
  /** Followers of the authors, each author once an hour, spam and own posts left out; of the authors whose followers are known. An estimate. */
  reach: z.number(),
  /** Posts whose author's followers are known. */
  reachKnown: z.number(),
});

const periodShape = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
/** `null` where nothing can be known: before the first counted post, and in the future. */
const point = z.object({ at: z.iso.datetime(), figures: figures.nullable() });

const breakdown = z.array(z.object({ value: z.string(), posts: z.number(), before: z.number() }));

export const overviewShape = z.object({
  subject: z.string(),
  period: periodShape,
  against: periodShape,
  step: z.enum(['hour', 'day']),
  series: z.array(point),
  seriesBefore: z.array(point),
  total: figures,
  totalBefore: figures,
  /** Most posts first. Places with fewer than five posts are added up as `few`. */
  by: z.object(
    Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, breakdown])) as Record<
      (typeof DIMENSIONS)[number],
      typeof breakdown
    >,
  ),
  /** By hour of the week in the zone, Monday first: posts, and how often that hour lies in the period. */
  heat: z.object({ posts: z.array(z.number()), times: z.array(z.number()) }),
  /** The first hour in which anything was counted. */
  since: z.iso.datetime().nullable(),
  /** Hours still to be counted: while a topic's posts are looked through the numbers grow. */
  waiting: z.number(),
});
export type OverviewView = z.input<typeof overviewShape>;

export const topShape = z.object({
  items: z.array(
    z.object({
      /** Id of the account, site, address, tag without #, or word. */
      name: z.string(),
      posts: z.number(),
      /** The true number is no larger. Equal to `posts` unless long lists were cut. */
      atMost: z.number(),
      before: z.number(),
      author: authorShape.optional(),
    }),
  ),
  /** No entry that is left out of the stored lists has more posts than this. */
  unlisted: z.number(),
});
export type TopView = z.input<typeof topShape>;

export const emergingShape = z.object({
  items: z.array(
    z.object({
      word: z.string(),
      posts: z.number(),
      /** At most so many posts of the past had it. */
      before: z.number(),
      /** How many times its share of the posts has grown, cautiously. */
      growth: z.number(),
      /** Log-likelihood ratio; 15.14 is one in ten thousand by chance. */
      strength: z.number(),
    }),
  ),
  /** The topic's own past: the 28 days before the period. */
  past: periodShape,
  pastPosts: z.number(),
});
export type EmergingView = z.input<typeof emergingShape>;

export const shareShape = z.object({
  period: periodShape,
  against: periodShape,
  step: z.enum(['hour', 'day']),
  steps: z.array(z.iso.datetime()),
  topics: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      posts: z.number(),
      before: z.number(),
      /** Of the posts of all these topics together; a post of two topics counts for both. Null while there are none. */
      share: z.number().nullable(),
      shareBefore: z.number().nullable(),
      series: z.array(z.number().nullable()),
    }),
  ),
});
export type ShareView = z.input<typeof shareShape>;
