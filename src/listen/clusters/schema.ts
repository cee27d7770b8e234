import { z } from 'zod';
import { authorShape, postId, postShape } from '#listen/posts/index.ts';
import { idOf, pageQuery } from '#platform/http/index.ts';

const moment = z.iso.datetime({ offset: true }).transform((value) => new Date(value));

export const copiesQuery = z.object({
  /** Ids separated by commas, at most 200. */
  posts: z
    .string()
    .max(10_000)
    .transform((value) => value.split(','))
    .pipe(z.array(postId).min(1).max(200)),
});

export const copiesShape = z.object({
  postId: z.string(),
  /** Name of the group; changes when the group's texts do. */
  group: z.string(),
  /** Posts with the same text or nearly the same, this one included. */
  posts: z.number(),
  /** Different texts among them. */
  texts: z.number(),
  firstPostId: z.string(),
});
export type CopiesView = z.infer<typeof copiesShape>;

export const duplicatesQuery = pageQuery;
export const duplicatesShape = z.object({
  /** Null where the post stands alone. */
  group: z.string().nullable(),
  posts: z.number(),
  texts: z.number(),
  first: postShape,
  authors: z.number(),
  /** Those with most of these posts, at most twenty. */
  topAuthors: z.array(z.object({ author: authorShape, posts: z.number() })),
  /** Newest first. */
  items: z.array(postShape),
  nextCursor: z.string().optional(),
  /** Quarters of an hour whose posts are still to be looked at: the numbers may grow. */
  waiting: z.number(),
});
export type DuplicatesView = z.infer<typeof duplicatesShape>;

export const talkQuery = z.object({ topic: idOf('topic'), from: moment, to: moment });
export const talkPostsQuery = talkQuery.extend({
  /** Id of the last post of the page before. */
  cursor: postId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
/** The id of a talk, or `rest` for the posts that are in none. */
export const talkId = z.union([z.literal('rest'), idOf('talk')]);

const sentiment = z.object({
  negative: z.number(),
  neutral: z.number(),
  positive: z.number(),
  unknown: z.number(),
});

export const talkShape = z.object({
  /** Stays the same while posts come and go. */
  id: z.string(),
  /** Three to five telling words, as authors write them. */
  words: z.array(z.string()),
  /** Posts of the sample. */
  posts: z.number(),
  /** Of all posts of the sample. */
  share: z.number(),
  sentiment,
  /** Posts in each part of the period. */
  trend: z.array(z.number()),
  representative: postShape,
});
export type TalkView = z.input<typeof talkShape>;

export const talksShape = z.object({
  /** `working`: ask again in a moment. */
  state: z.enum(['ready', 'working']),
  /** 0 to 1. */
  progress: z.number(),
  period: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  /** Posts that the topic has in the period, the company's own included. */
  total: z.number(),
  /** Posts that were grouped: a sample where there are more than 20,000. */
  looked: z.number(),
  /** When each part of the trend begins. */
  steps: z.array(z.iso.datetime()),
  talks: z.array(talkShape),
  /** Posts that talk of nothing that others say, or of something too small to list. */
  rest: z.object({ posts: z.number(), share: z.number() }),
});
export type TalksView = z.input<typeof talksShape>;
