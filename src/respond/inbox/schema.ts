import { z } from 'zod';
import { fileShape } from '#platform/files/index.ts';
import { idOf, pageOf, pageQuery, text } from '#platform/http/index.ts';
import { floodMark } from './floods/schema.ts';
import { authorShape, labelShape as understoodShape, postShape } from '#listen/posts/index.ts';

/** Conversations, or cases, that one request changes: all or none of them. Half a second for 500. */
export const MOST_AT_ONCE = 500;
export const conversationId = idOf('conv');
export const statusShape = z.enum(['open', 'waiting', 'snoozed', 'done']);

/** One reason for a conversation's place in the queue; the points of all factors add up to its priority. */
export const factorShape = z.object({
  /** `waiting`, `addressed`, `question`, `needs-reply`, `urgency`, `brand-topic`, `history`, … */
  key: z.string(),
  points: z.number(),
  /** In words, for the person who asks "why am I here?". */
  reason: z.string(),
  /** How many times its usual points it counts; absent for once. */
  weight: z.number().optional(),
  /** Its usual points, where they are weighed. */
  base: z.number().optional(),
});

/** What a row says of its case. */
export const caseLabel = z.object({
  id: idOf('case'),
  number: z.number(),
  title: z.string(),
  threads: z.number(),
});
export type CaseLabel = z.infer<typeof caseLabel>;

/** What is promised in a conversation and due first. */
const promiseChip = z.object({
  kind: z.enum(['first', 'next', 'resolution']),
  /** Null while the clock stands still. */
  dueAt: z.iso.datetime().nullable(),
  isSoon: z.boolean(),
  isMissed: z.boolean(),
  isPaused: z.boolean(),
});
export type PromiseChip = z.infer<typeof promiseChip>;

/** A row of the queue: one thread with one customer. */
export const conversationRow = z.object({
  id: conversationId,
  network: z.string(),
  /** What the customer said last was said to us alone: a mail, a chat, a direct message. */
  isPrivate: z.boolean(),
  status: statusShape,
  snoozedUntil: z.iso.datetime().nullable(),
  /** Why, in the words of whoever snoozed it. */
  snoozeReason: z.string().nullable(),
  /** Points now, waiting time included. */
  priority: z.number(),
  factors: z.array(factorShape),
  author: authorShape,
  /** The newest post from the customer. */
  excerpt: z.string(),
  title: z.string().nullable(),
  hasMedia: z.boolean(),
  /** Posts of the customer that stand. */
  postCount: z.number(),
  lastPostAt: z.iso.datetime(),
  /** When the customer began to wait; null when the last word is ours. */
  waitingSince: z.iso.datetime().nullable(),
  isUnread: z.boolean(),
  /** The customer deleted everything: it is in no list, and only the trace is left. */
  isGone: z.boolean(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  labels: z.array(z.string()),
  /** What was understood of the newest post from the customer, the most telling first. */
  understood: z.array(understoodShape),
  topics: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The case it belongs to; `threads` counts all conversations of it. */
  case: caseLabel.nullable(),
  promise: promiseChip.nullable(),
  /** More threads of the same sender stand behind it, which nobody has let in. */
  flood: floodMark.nullable(),
  /** Replies on their way or in trouble. */
  outgoing: z.enum(['none', 'waiting', 'sending', 'held', 'failed', 'uncertain']),
  /** Grows with every change; send it back as `version` to notice that somebody else was faster. */
  version: z.number(),
});
export type ConversationRow = z.infer<typeof conversationRow>;

export const inboxQuery = pageQuery.extend({
  status: statusShape.or(z.literal('any')).default('open'),
  /** A user id, `me` or `nobody`. */
  assignee: z.string().max(64).optional(),
  /** A team's id. */
  team: z.string().max(64).optional(),
  label: z.string().max(60).optional(),
  topic: z.string().max(64).optional(),
  network: z.string().max(40).optional(),
  /** The account of ours that the customer wrote to, by its id on the network: a mailbox, a handle, a chat. */
  account: z.string().max(300).optional(),
  /** What is promised: due soon, or missed by now. */
  promise: z.enum(['soon', 'missed']).optional(),
  /** Only conversations of this case. */
  case: z.string().max(64).optional(),
  /** What was understood of a post of the customer: `negative`, `neutral`, `positive`, or a name as `label:` takes it. */
  says: z.string().max(60).optional(),
  /** What is written, as `de`. */
  language: z.string().max(20).optional(),
  /** A saved view whose condition holds. */
  view: idOf('view').optional(),
  /** Words, in the topics language. */
  q: z.string().max(1000).optional(),
  sort: z.enum(['priority', 'newest', 'oldest']).default('priority'),
});

/** How far a list was read where a condition narrows it. */
export const lookedShape = z.object({
  /** Conversations or cases that were passed for this page. */
  passed: z.number(),
  /** The time was over before the page was full: what `nextCursor` leads to has not been looked at yet. */
  isBounded: z.boolean(),
  /** Words were looked for in posts that came after this only. Absent: in all. */
  searchedTo: z.iso.datetime().optional(),
});
export type Looked = z.infer<typeof lookedShape>;
export const inboxPage = pageOf(conversationRow).extend({ looked: lookedShape.optional() });

export const noteShape = z.object({
  id: z.string(),
  author: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  mentions: z.array(z.object({ id: z.string(), name: z.string() })),
  createdAt: z.iso.datetime(),
  files: z.array(fileShape),
});
export type NoteView = z.infer<typeof noteShape>;

/** A line of the conversation's history: "Ana assigned it to Ben". `undo` is its token as long as it can be taken back. */
export const activityShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  action: z.string(),
  text: z.string(),
  /** The end of a snooze; to be said after the text, in the reader's zone. */
  until: z.iso.datetime().nullable(),
  canUndo: z.boolean(),
  undo: z.string().nullable(),
});

/**
 * ready → sending → sent; `failed` after a final no or too many attempts; `uncertain` when the network cannot tell whether it stands: a person decides.
 * `waiting` for an approval, not in the outbox yet. `scheduled`: approved, and kept until its time. `cancelled` before it was sent. `held`: it fell due while it was suspended; a person decides.
 */
export const replyState = z.enum([
  'waiting',
  'scheduled',
  'ready',
  'sending',
  'sent',
  'failed',
  'uncertain',
  'cancelled',
  'held',
]);

const address = z.string().trim().min(3).max(320);
/** Of replies that have a subject and may go to others, too. */
export const envelopeShape = z.object({
  subject: z
    .string()
    .trim()
    .max(500)
    .regex(/^[^\r\n]*$/, 'is more than one line')
    .optional(),
  to: z.array(address).max(50).optional(),
  cc: z.array(address).max(50).optional(),
  bcc: z.array(address).max(50).optional(),
});

export const replyShape = z.object({
  id: idOf('out'),
  conversationId: z.string(),
  postId: z.string(),
  /** Begin of the post that is answered; null when it is not kept any more. An empty text: its author deleted it. */
  answers: z.object({ author: z.string(), text: z.string() }).nullable(),
  account: z.object({ id: z.string(), handle: z.string(), network: z.string() }),
  text: z.string(),
  state: replyState,
  /** In words: why it failed, or what is unclear, and what can be done. */
  problem: z.string().nullable(),
  attempts: z.number(),
  nextAttemptAt: z.iso.datetime().nullable(),
  createdBy: z.object({ id: z.string(), name: z.string() }),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  receipt: z.object({ externalId: z.string(), url: z.string().nullable() }).nullable(),
  /** Whether the network lets it be taken back once it was sent. */
  canBeTakenBack: z.boolean(),
  /** Taken back on the network. */
  removedAt: z.iso.datetime().nullable(),
  /** The program said it by itself: it answers nobody. */
  isAutomatic: z.boolean(),
  envelope: envelopeShape.nullable(),
  files: z.array(fileShape),
  /** What was heard of it after it had left: it came back, it is late, somebody complained. */
  deliveries: z.array(
    z.object({
      state: z.enum(['bounced', 'delayed', 'complained']),
      recipient: z.string().nullable(),
      reason: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type ReplyView = z.infer<typeof replyShape>;

export const viewerShape = z.object({ id: z.string(), name: z.string(), isTyping: z.boolean() });

/** The account of ours that a conversation is led with. */
const speakerShape = z.object({
  /** Null when it is not connected any more: then a person chooses who answers. */
  accountId: z.string().nullable(),
  /** Its name, as far as it is known. */
  handle: z.string().nullable(),
  /** It spoke last, or the customer wrote to it. */
  because: z.enum(['spoke', 'written-to']),
});
export type Speaker = z.infer<typeof speakerShape>;

export const conversationDetail = conversationRow.extend({
  /** The thread as far as it is known, oldest first; ours and other people's posts in it included. */
  thread: z.array(postShape),
  notes: z.array(noteShape),
  activity: z.array(activityShape),
  /** Everything else with this author, newest first. */
  earlier: z.array(
    z.object({ conversationId: z.string(), excerpt: z.string(), at: z.iso.datetime(), status: statusShape }),
  ),
  earlierPosts: z.array(postShape),
  viewers: z.array(viewerShape),
  /** What the reader has begun to write. */
  draft: z.string().nullable(),
  /** Replies sent, on their way or in trouble, oldest first. */
  replies: z.array(replyShape),
  /** Who answers unless somebody chooses otherwise; null where nobody spoke or was named yet: the first that is connected. */
  speaker: speakerShape.nullable(),
});
export type ConversationDetail = z.infer<typeof conversationDetail>;

/** PATCH /inbox/:id. Each change can be undone by its `undo` token: POST /inbox/undo {undo}. */
export const conversationChange = z.object({
  status: statusShape.optional(),
  snoozedUntil: z.iso.datetime().optional(),
  /** Why it is snoozed: stands on the row and in the history. */
  snoozeReason: z.string().trim().max(200).optional(),
  /** A user id, or null for nobody. */
  assigneeId: z.string().max(64).nullable().optional(),
  /** A team's id, or null for none. */
  teamId: z.string().max(64).nullable().optional(),
  addLabels: z.array(text(60)).max(20).optional(),
  removeLabels: z.array(text(60)).max(20).optional(),
  isUnread: z.boolean().optional(),
  version: z.number().int().optional(),
});
export const bulkChange = z.object({
  ids: z.array(conversationId).min(1).max(MOST_AT_ONCE),
  change: conversationChange.omit({ version: true }),
});
/** POST /inbox/bulk {ids, change} answers the same. */
export const changeResult = z.object({ items: z.array(conversationRow), undo: z.string() });
/** Words, files (uploaded before: POST /files), or both. */
export const noteInput = z
  .object({
    text: z.string().trim().max(10_000).default(''),
    fileIds: z.array(idOf('file')).max(20).default([]),
  })
  .refine((note) => note.text !== '' || note.fileIds.length > 0, 'say something, or attach a file');
export const noteResult = noteShape.extend({ undo: z.string() });
export const undoInput = z.object({ undo: idOf('undo') });
export const undoToken = z.object({ undo: z.string() });
export const presenceInput = z.object({
  isTyping: z.boolean().default(false),
  hasLeft: z.boolean().default(false),
});
export const draftInput = z.object({ text: z.string().max(100_000) });

/** GET /inbox/counts: capped at 1000. */
export const inboxCounts = z.object({
  open: z.number(),
  mine: z.number(),
  unassigned: z.number(),
  waiting: z.number(),
  snoozed: z.number(),
  done: z.number(),
});

export const labelShape = z.object({ name: z.string(), count: z.number() });

/** A condition in its stored form; GET /conditions/facts tells what may stand in it. */
const storedCondition = z.object({ version: z.literal(1), when: z.unknown() });
export const savedView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['inbox', 'cases']),
  /** As GET /inbox or GET /cases takes it. */
  query: z.record(z.string(), z.string()),
  /** What holds of every row, beside the filters. */
  condition: storedCondition.nullable(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof savedView>;
export const viewKind = z.enum(['inbox', 'cases']).default('inbox');
const viewFilters = z
  .record(z.string().max(20), z.string().max(1000))
  .refine((query) => Object.keys(query).length <= 20, 'too many fields');
export const viewInput = z.object({
  kind: viewKind,
  name: text(80),
  query: viewFilters,
  condition: storedCondition.nullable().default(null),
  isShared: z.boolean().default(false),
});
export const viewChange = z.object({
  name: text(80).optional(),
  query: viewFilters.optional(),
  condition: storedCondition.nullable().optional(),
  isShared: z.boolean().optional(),
});
export const viewOrder = z.object({ kind: viewKind, ids: z.array(idOf('view')).max(500) });
/** What a view would show, before it is saved. */
export const viewCountInput = z.object({ query: viewFilters, condition: storedCondition.nullable() });
export const viewCount = z.object({
  /** At most 100. */
  count: z.number(),
  /** There are more, or the time was over before all were looked at. */
  isAtLeast: z.boolean(),
  passed: z.number(),
});
export type ViewCount = z.infer<typeof viewCount>;
export const viewCounts = z.object({
  counts: z.record(z.string(), z.number()),
  /** Views of which not everything was looked at. */
  atLeast: z.array(z.string()),
});
