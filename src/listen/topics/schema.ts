import { z } from 'zod';
import { QUERY_DIALECTS } from '#lib/query/index.ts';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { postId, postShape } from '#listen/posts/index.ts';

export const topicId = idOf('topic');

const kind = z.enum(['brand', 'product', 'competitor', 'subject']);
const folder = text(80).nullable();
const capPerDay = z.number().int().min(1).max(10_000_000).nullable();

/** Words of an example; all examples of a topic together. They fit into one line of a topics file. */
const MAX_EXAMPLE = 2000;
const MAX_EXAMPLES = 10_000;

/** A post that the topic must find, or must not. With `postId` the words are those of the stored post, as long as it is there. */
export const topicExample = z
  .object({
    shouldMatch: z.boolean(),
    postId: postId.optional(),
    text: z.string().max(MAX_EXAMPLE).default(''),
    title: z.string().max(300).optional(),
    lang: z.string().max(35).optional(),
    /** Handle of who wrote it. */
    author: z.string().max(253).optional(),
  })
  .refine((one) => one.postId !== undefined || one.text.trim() !== '' || (one.title ?? '') !== '', {
    error: 'an example needs text, a title or a postId',
  });
export type TopicExample = z.output<typeof topicExample>;

export const topicExamples = z
  .array(topicExample)
  .max(50)
  .refine(
    (all) => all.reduce((sum, one) => sum + one.text.length + (one.title?.length ?? 0), 0) <= MAX_EXAMPLES,
    {
      error: `all examples together have at most ${MAX_EXAMPLES} characters`,
    },
  );

const fields = z.object({
  name: text(120),
  query: z.string().max(4096),
  /** `brand` topics weigh more in triage. */
  kind,
  /** Whether its posts become conversations in the inbox, or are only counted and shown in the stream. */
  toInbox: z.boolean(),
  folder,
  /** More posts than this within 24 hours pause the topic. */
  capPerDay,
  examples: topicExamples,
});

/** Saves although an example fails. */
const acceptFailing = z.boolean().default(false);

export const topicInput = fields.extend({
  kind: kind.default('subject'),
  toInbox: z.boolean().default(true),
  folder: folder.default(null),
  capPerDay: capPerDay.default(null),
  examples: topicExamples.default([]),
  acceptFailing,
});
/** What a new topic needs; everything but name and query has a default. */
export type TopicInput = z.input<typeof topicInput>;
export const topicChange = fields.partial().extend({ acceptFailing });
export type TopicChange = z.input<typeof topicChange>;

export const topicShape = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  kind,
  toInbox: z.boolean(),
  folder: z.string().nullable(),
  capPerDay: z.number().nullable(),
  state: z.enum(['active', 'paused']),
  /** Paused by its cap, and not by somebody. */
  isCapped: z.boolean(),
  /** Examples kept with it. */
  exampleCount: z.number(),
  /** Posts matched that were written in the last 24 hours, and in all. */
  matchesToday: z.number(),
  matches: z.number(),
  lastMatchAt: z.iso.datetime().nullable(),
  /** Back-fill over stored posts: null when none has run. `total` is 0 until they have been counted. */
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

/** One topic with the examples that are its tests. */
export const topicDetail = topicShape.extend({ examples: z.array(topicExample) });
export type TopicDetail = z.output<typeof topicDetail>;

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

const span = z.object({ field: z.enum(['title', 'text']), start: z.number(), end: z.number() });

/** POST /topics/validate */
export const validationInput = z.object({
  query: z.string().max(20_000),
  examples: topicExamples.default([]),
});
export const validation = z.object({
  valid: z.boolean(),
  problems: z.array(queryProblem),
  /** One for each example given, in order; empty while the query is not usable. */
  examples: z.array(
    z.object({
      matches: z.boolean(),
      /** Whether that is what the example asks for. Null when its post is not stored any more. */
      isRight: z.boolean().nullable(),
      /** Words that were judged: those of the post where the example names one. */
      title: z.string().nullable(),
      text: z.string(),
      spans: z.array(span),
    }),
  ),
});
export type ExampleResult = z.infer<typeof validation>['examples'][number];

/** How many posts a day are to be expected, and what that is based on. */
export const expected = z.object({
  perDay: z.number(),
  /** The truth lies between these with a probability of 95 %, if the days to come are like those behind. */
  low: z.number(),
  high: z.number(),
  /** The part that is stored already, because other topics keep it: counted, over this many days. */
  storedPerDay: z.number(),
  storedDays: z.number(),
  /** The part that passes and is not kept: reckoned from a sample of so many posts, taken for so many hours, that stands for so many. */
  passingPerDay: z.number(),
  sample: z.object({ posts: z.number(), matched: z.number(), hours: z.number(), represents: z.number() }),
});
export type Expected = z.infer<typeof expected>;

/** A post of the sample: shown to see what would come, never kept for longer than a day. */
export const passingExample = z.object({
  key: z.string(),
  network: z.string(),
  handle: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  createdAt: z.string(),
  spans: z.array(span),
});

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
  /** Null for a query that is not usable. */
  expected: expected.nullable(),
  /** Posts of the sample that nobody keeps and that this query would. */
  passing: z.array(passingExample),
});

/** POST /topics/:id/difference: what another query would change. */
export const difference = z.object({
  valid: z.boolean(),
  problems: z.array(queryProblem),
  examined: z.number(),
  isComplete: z.boolean(),
  /** Stored posts that stay, come and go. */
  kept: z.number(),
  gained: z.number(),
  lost: z.number(),
  perDay: z.array(z.object({ day: z.string(), kept: z.number(), gained: z.number(), lost: z.number() })),
  latestGained: z.array(postShape),
  latestLost: z.array(postShape),
  expectedBefore: expected.nullable(),
  expectedAfter: expected.nullable(),
});

/** POST /topics/many */
export const manyInput = z.discriminatedUnion('action', [
  z.object({
    action: z.enum(['pause', 'resume', 'remove', 'restore']),
    ids: z.array(topicId).min(1).max(10_000),
  }),
  z.object({
    action: z.literal('move'),
    ids: z.array(topicId).min(1).max(10_000),
    /** Null takes them out of their folders. */
    folder: text(80).nullable(),
  }),
]);
export type ManyInput = z.output<typeof manyInput>;
/** Those that were not so before; what is undone with them undoes only this. */
export const manyResult = z.object({ changed: z.array(z.string()) });

/** One line of a topics file. `rapport match` reads `id` and `query` of it. */
export const topicFileLine = z.object({
  id: z.union([z.string().min(1).max(200), z.number()]),
  query: topicInput.shape.query,
  name: topicInput.shape.name.optional(),
  kind: topicInput.shape.kind.unwrap().optional(),
  toInbox: z.boolean().optional(),
  folder: topicInput.shape.folder.unwrap().optional(),
  capPerDay: topicInput.shape.capPerDay.unwrap().optional(),
  state: z.enum(['active', 'paused']).optional(),
  examples: topicExamples.optional(),
});
export type TopicFileLine = z.output<typeof topicFileLine>;

/** POST /topics/convert: a query of another product. */
export const conversionInput = z.object({
  dialect: z.enum(QUERY_DIALECTS),
  text: z.string().max(20_000),
});
export const conversion = z.object({
  /** In our language; null when nothing usable was left. */
  query: z.string().nullable(),
  /** What is wrong with what came out, if anything. */
  problems: z.array(queryProblem),
  /** Parts of the given text that are gone or mean something else now, in their order; `instead` is what stands for them. */
  leftOut: z.array(
    z.object({ part: z.string(), start: z.number(), instead: z.string().nullable(), reason: z.string() }),
  ),
});

/** POST /topics/import */
export const importInput = z.object({
  /** One topic a line. */
  lines: z.string().max(20_000_000),
  /** Only says what would happen. */
  isTrial: z.boolean().default(false),
  /** Days of stored posts that new topics, and those with another query, look through; 0 for none. */
  days: z.number().int().min(0).max(3650).default(30),
});
export const importResult = z.object({
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** Lines that were not taken; the others were. At most a hundred are told, `refusedCount` says how many there are. */
  refused: z.array(z.object({ line: z.number(), reason: z.string() })),
  refusedCount: z.number(),
});
export type ImportResult = z.infer<typeof importResult>;

export const streamQuery = pageQuery.extend({
  topic: z.string().optional(),
  source: z.string().optional(),
  q: z.string().max(4096).optional(),
});
