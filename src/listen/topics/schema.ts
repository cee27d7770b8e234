import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { postShape } from '#listen/posts/index.ts';

export const topicId = idOf('topic');

/** Where in the query something is wrong, and how to mend it. Offsets are UTF-16. */
export const queryProblem = z.object({
  code: z.string(),
  message: z.string(),
  start: z.number(),
  end: z.number(),
  fix: z.string().nullable(),
  /** Ready queries to choose from, for example both readings of mixed AND and OR. */
  suggestions: z.array(z.string()),
});
export type QueryProblem = z.infer<typeof queryProblem>;

export const topicInput = z.object({
  name: text(120),
  query: z.string().max(4096),
  /** `brand` topics weigh more in triage. */
  kind: z.enum(['brand', 'product', 'competitor', 'subject']).default('subject'),
  /** Whether its posts become conversations in the inbox, or are only counted and shown in the stream. */
  toInbox: z.boolean().default(true),
});

export type TopicInput = z.output<typeof topicInput>;
export const topicChange = z
  .object({
    name: text(120),
    query: z.string().max(4096),
    kind: topicInput.shape.kind.unwrap(),
    toInbox: z.boolean(),
  })
  .partial();

export const topicShape = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  kind: z.enum(['brand', 'product', 'competitor', 'subject']),
  toInbox: z.boolean(),
  state: z.enum(['active', 'paused']),
  /** Posts matched in the last 24 hours and in all. */
  matchesToday: z.number(),
  matches: z.number(),
  lastMatchAt: z.iso.datetime().nullable(),
  /** Back-fill over stored posts: null when none has run. */
  backfill: z
    .object({
      state: z.enum(['running', 'paused', 'done', 'cancelled']),
      done: z.number(),
      total: z.number(),
      found: z.number(),
    })
    .nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type TopicView = z.infer<typeof topicShape>;

/** POST /topics/validate */
export const validation = z.object({ valid: z.boolean(), problems: z.array(queryProblem) });
/** POST /topics/preview: the stored posts a query would match. */
export const previewInput = z.object({
  query: z.string().max(4096),
  days: z.number().int().min(1).max(365).default(30),
});
export const preview = z.object({
  valid: z.boolean(),
  problems: z.array(queryProblem),
  /** Stored posts looked at and matched; `isComplete` is false when the time limit cut the count short. */
  examined: z.number(),
  matched: z.number(),
  isComplete: z.boolean(),
  latest: z.array(postShape),
  topAuthors: z.array(z.object({ name: z.string(), count: z.number() })),
  topWords: z.array(z.object({ word: z.string(), count: z.number() })),
  perDay: z.array(z.object({ day: z.string(), count: z.number() })),
});
export const streamQuery = pageQuery.extend({
  topic: z.string().optional(),
  source: z.string().optional(),
  q: z.string().max(4096).optional(),
});
