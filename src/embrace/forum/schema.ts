import { z } from 'zod';
import { idOf, pageQuery, shortText } from '#platform/http/index.ts';
import { groupId } from './groups/schema.ts';
import { MOST_DAYS } from './timers/domain.ts';
import { DEEDS, KINDS, LONGEST_TITLE, MOST_LETTERS, REACTIONS } from './domain.ts';

export const threadId = idOf('thr');
export const postId = idOf('fpo');
export const categoryId = idOf('fcat');

const days = z.number().int().min(1).max(MOST_DAYS);

export const categoryInput = z.object({
  name: shortText,
  /** Made of the name unless told. */
  slug: z.string().trim().max(80).default(''),
  text: z.string().trim().max(500).default(''),
  position: z.number().int().min(0).max(10_000).default(0),
  whoReads: z.enum(['everybody', 'members']).default('everybody'),
  whoStarts: z.enum(['members', 'staff']).default('members'),
  whoAnswers: z.enum(['members', 'staff']).default('members'),
  isArchived: z.boolean().default(false),
  /** Threads that are started in it close so many days after their last answer; null: they stay open. */
  closesAfter: days.nullable().default(null),
  /** The group that it belongs to. */
  groupId: groupId.nullable().default(null),
});
export const categoryShape = categoryInput.extend({
  id: categoryId,
  slug: z.string(),
  threads: z.number(),
  posts: z.number(),
  url: z.string(),
});

export const personShape = z.object({ id: z.string().nullable(), name: z.string() });

export const threadShape = z.object({
  id: threadId,
  categoryId,
  kind: z.enum(KINDS),
  title: z.string(),
  tags: z.array(z.string()),
  author: personShape,
  /** Posts that can be read, the first one included. */
  posts: z.number(),
  answers: z.number(),
  reactions: z.number(),
  isSolved: z.boolean(),
  solvedElsewhere: z.string().nullable(),
  isClosed: z.boolean(),
  /** That readers see; null where it is open, or none was given. */
  closedReason: z.string().nullable(),
  pinnedUntil: z.iso.datetime().nullable(),
  /** When it closes by itself. */
  closesAt: z.iso.datetime().nullable(),
  /** Days after the last answer; a thread that nobody has answered stays open. */
  closesAfter: days.nullable(),
  /** When it opens again by itself. */
  opensAt: z.iso.datetime().nullable(),
  isDeleted: z.boolean(),
  createdAt: z.iso.datetime(),
  lastActivity: z.iso.datetime(),
  url: z.string(),
});
export type ThreadView = z.infer<typeof threadShape>;

export const postShape = z.object({
  id: postId,
  threadId,
  number: z.number(),
  author: personShape,
  markdown: z.string(),
  html: z.string(),
  /** The same without the signs of Markdown. */
  text: z.string(),
  replyTo: z.number().nullable(),
  revision: z.number(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  isDeleted: z.boolean(),
  isAccepted: z.boolean(),
  /** Others may change it, too, as their level lets them. */
  isWiki: z.boolean(),
  /** How many people changed what it says. */
  editors: z.number(),
  /** Who took it away, and the reason that readers see; null while it stands. */
  deleted: z.object({ by: z.string(), reason: z.string() }).nullable(),
  reactions: z.partialRecord(z.enum(REACTIONS), z.number()),
});
export type PostView = z.infer<typeof postShape>;

/** What a page says of itself that a link of a post leads to. */
export const cardShape = z.object({
  url: z.string(),
  title: z.string(),
  site: z.string().nullable(),
  description: z.string().nullable(),
  pictureUrl: z.string().nullable(),
});
export type CardView = z.infer<typeof cardShape>;

export const threadsQuery = pageQuery.extend({
  list: z.enum(['latest', 'unanswered', 'solved', 'deleted']).default('latest'),
  category: categoryId.optional(),
  q: z.string().max(300).optional(),
});
export const threadDetail = threadShape.extend({
  items: z.array(postShape.extend({ cards: z.array(cardShape) })),
  /** Of posts, each by 20 numbers. */
  pages: z.number(),
  mergedInto: z.string().nullable(),
});
export type ThreadDetail = z.infer<typeof threadDetail>;
/** `moveId` takes it back: `POST /forum/moves/:id/undo`. */
export const movedShape = threadShape.extend({ moveId: z.string() });
export type MovedView = z.infer<typeof movedShape>;
export const moveId = idOf('fmv');
export const deedShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** A member of the community, not a colleague. */
  isMember: z.boolean(),
  deed: z.enum(DEEDS),
  number: z.number().nullable(),
  reason: z.string().nullable(),
  undoId: z.string().nullable(),
});
export type DeedView = z.infer<typeof deedShape>;
export const postsQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** What a column of numbers holds. */
const count = z.number().int().max(1_000_000_000);
export const titleText = z.string().max(LONGEST_TITLE * 4);
export const markdownText = z.string().max(MOST_LETTERS * 4);
export const newThread = z.object({
  categoryId,
  kind: z.enum(KINDS).default('discussion'),
  title: titleText,
  markdown: markdownText,
  tags: z.array(z.string().max(60)).max(20).default([]),
  /** The same again makes nothing new. */
  formId: z.string().max(64).optional(),
});
export const newPost = z.object({
  markdown: markdownText,
  replyTo: count.min(1).nullable().default(null),
  formId: z.string().max(64).optional(),
});
export const postEdit = z.object({ markdown: markdownText, revision: count.min(1) });
export const wikiInput = z.object({ isWiki: z.boolean() });
export const acceptInput = z.object({ isAccepted: z.boolean() });

export const threadChange = z.object({
  title: titleText.optional(),
  tags: z.array(z.string().max(60)).max(20).optional(),
  kind: z.enum(KINDS).optional(),
  categoryId: categoryId.optional(),
  isClosed: z.boolean().optional(),
  reason: z.string().trim().max(500).optional(),
  pinnedUntil: z.iso.datetime().nullable().optional(),
  closesAt: z.iso.datetime().nullable().optional(),
  closesAfter: days.nullable().optional(),
  opensAt: z.iso.datetime().nullable().optional(),
  solvedElsewhere: z.string().trim().max(1000).nullable().optional(),
});
export type ThreadChange = z.infer<typeof threadChange>;
export const mergeInput = z.object({ into: threadId });
export const splitInput = z.object({
  numbers: z.array(count.min(2)).min(1).max(500),
  title: titleText,
});
export const deletedInput = z.object({
  isDeleted: z.boolean(),
  reason: z.string().trim().max(500).default(''),
});
