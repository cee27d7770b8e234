import { z } from 'zod';
import { idOf, pageQuery, shortText, text } from '#platform/http/index.ts';
import {
  CHOSEN_STATUSES,
  CONSENTS,
  ENTRY_KINDS,
  LONGEST_REASON,
  LONGEST_TITLE,
  SORTS,
  STATUSES,
  WHO_SEES,
} from './domain.ts';

export type { Sort, Status } from './domain.ts';

export const ideaId = idOf('ide');
export const boardId = idOf('ibo');
export const voteId = idOf('ivo');
export const commentId = idOf('ico');
export const mergeId = idOf('img');
export const entryId = idOf('chl');
const memberId = idOf('mem');
const at = z.iso.datetime();
const MOST_LETTERS = 32_000;

const titleText = z.string().max(LONGEST_TITLE * 4);
const markdownText = z.string().max(MOST_LETTERS * 4);
const formId = z.string().max(64).optional();
export const quarterText = z.string().regex(/^20\d\d-Q[1-4]$/, 'must be a quarter such as 2027-Q1');

const told = z.object({
  /** With the places `{title}` and `{link}`. */
  en: text(240).default('You wished for “{title}”. It is here now: {link} Thank you!'),
  de: text(240).default('Sie haben sich „{title}“ gewünscht. Jetzt ist es da: {link} Danke!'),
});
export type Told = z.infer<typeof told>;

/** How ideas are set up. */
export const ideaSettingsShape = z.object({
  /** What whoever said an idea first on another network reads when it is shipped. */
  told: told.default(() => told.parse({})),
  /** Key of what is said of a person (People), or of a field of a case, that tells the value of a customer as a number; empty: none. */
  valueField: z.string().trim().max(60).default(''),
});
export type IdeaSettings = z.infer<typeof ideaSettingsShape>;

export const boardInput = z.object({
  name: shortText,
  /** Made of the name unless told. */
  slug: z.string().trim().max(80).default(''),
  text: z.string().trim().max(500).default(''),
  position: z.number().int().min(0).max(10_000).default(0),
  whoSees: z.enum(WHO_SEES).default('everybody'),
  isArchived: z.boolean().default(false),
  /** Who sees it, where only chosen members do. */
  memberIds: z.array(memberId).max(10_000).default([]),
});
export type BoardInput = z.infer<typeof boardInput>;
export const boardShape = boardInput.extend({
  id: boardId,
  slug: z.string(),
  ideas: z.number(),
  url: z.string(),
});
export type BoardView = z.infer<typeof boardShape>;

export const ideaShape = z.object({
  id: ideaId,
  boardId,
  title: z.string(),
  markdown: z.string(),
  html: z.string(),
  /** Who proposed it; a customer whose post it was is named after his consent only. */
  author: z.object({ id: z.string().nullable(), name: z.string() }),
  status: z.enum(STATUSES),
  statusAt: at,
  quarter: z.string().nullable(),
  position: z.number(),
  mergedInto: ideaId.nullable(),
  /** Persons who wish it, with votes that were only counted where it was imported from. */
  votes: z.number(),
  votesBefore: z.number(),
  thanks: z.number(),
  comments: z.number(),
  origin: z.object({ postId: z.string(), accountId: z.string().nullable() }).nullable(),
  consent: z.enum(CONSENTS),
  isDeleted: z.boolean(),
  createdAt: at,
  changedAt: at,
  url: z.string(),
});
export type IdeaView = z.infer<typeof ideaShape>;

export const statusShape = z.object({
  status: z.enum(STATUSES),
  reason: z.string(),
  quarter: z.string().nullable(),
  byName: z.string(),
  at,
});

export const voterShape = z.object({
  id: voteId,
  /** The person in People; null for somebody without an account there. */
  personKey: z.string().nullable(),
  memberId: z.string().nullable(),
  name: z.string(),
  network: z.string(),
  reason: z.string(),
  /** The colleague who voted on behalf. */
  byName: z.string().nullable(),
  conversationId: z.string().nullable(),
  caseId: z.string().nullable(),
  postId: z.string().nullable(),
  /** The idea that it was given to, where that was merged into this one. */
  givenTo: z.string().nullable(),
  /** False where the same person voted by another account, or for a merged idea, as well. */
  counts: z.boolean(),
  value: z.number().nullable(),
  at,
});
export type VoterView = z.infer<typeof voterShape>;

export const commentShape = z.object({
  id: commentId,
  ideaId,
  author: z.object({ id: z.string().nullable(), name: z.string() }),
  markdown: z.string(),
  html: z.string(),
  isDeleted: z.boolean(),
  createdAt: at,
});
export type CommentView = z.infer<typeof commentShape>;

export const tellingShape = z.object({
  postId: z.string(),
  /** The vote that a colleague gave for whom is told; null for the post that the idea was made of. */
  voteId: voteId.nullable(),
  /** Who is told, as the network calls him. */
  name: z.string(),
  /** `due`: soon; `queued`: the reply waits for its approval, or leaves by the outbox; `failed`: see `problem`. */
  state: z.enum(['due', 'queued', 'failed']),
  replyId: z.string().nullable(),
  problem: z.string().nullable(),
  at,
});

export const ideaDetail = ideaShape.extend({
  history: z.array(statusShape),
  voters: z.array(voterShape),
  /** What the customers are worth who wish it, as far as a field says so; null where none does. */
  value: z.number().nullable(),
  items: z.array(commentShape),
  merged: z.array(z.object({ id: ideaId, title: z.string(), mergeId: mergeId.nullable(), at })),
  entries: z.array(z.object({ id: entryId, title: z.string(), publishAt: at.nullable() })),
  tellings: z.array(tellingShape),
  consentProof: z.string().nullable(),
});
export type IdeaDetail = z.infer<typeof ideaDetail>;

export const ideasQuery = pageQuery.extend({
  sort: z.enum(SORTS).default('top'),
  status: z.enum(STATUSES).optional(),
  board: boardId.optional(),
  q: z.string().max(300).optional(),
});
export const similarQuery = z.object({ q: z.string().max(300) });
export const newIdea = z.object({
  boardId,
  title: titleText,
  markdown: markdownText.default(''),
  formId,
});
export const ideaChange = z.object({
  title: titleText.optional(),
  markdown: markdownText.optional(),
  boardId: boardId.optional(),
});
const reason = z
  .string()
  .max(LONGEST_REASON * 2)
  .default('');
export const statusInput = z.object({
  status: z.enum(CHOSEN_STATUSES),
  /** Shown to everybody. */
  reason,
  /** Undefined: as before; null: no date. */
  quarter: quarterText.nullable().optional(),
});
export const placesInput = z.object({ quarter: quarterText.nullable(), ids: z.array(ideaId).max(500) });
/** One of them says whom; the others may say where. */
export const behalfInput = z.object({
  conversationId: idOf('conv').optional(),
  caseId: idOf('case').optional(),
  postId: idOf('post').optional(),
  accountId: idOf('acct').optional(),
  reason,
});
export type BehalfInput = z.infer<typeof behalfInput>;
export const mergeInput = z.object({ into: ideaId });
export const mergePreviewShape = z.object({
  from: ideaShape,
  into: ideaShape,
  votes: z.number(),
  /** Persons who had voted for both, and count once. */
  both: z.number(),
  thanks: z.number(),
  comments: z.number(),
});
export type MergePreviewView = z.infer<typeof mergePreviewShape>;
export const commentInput = z.object({ markdown: markdownText, formId });
export const deletedInput = z.object({
  isDeleted: z.boolean(),
  reason: z.string().trim().max(500).default(''),
});

export const entryInput = z.object({
  title: titleText,
  markdown: markdownText.default(''),
  kind: z.enum(ENTRY_KINDS).default('new'),
  /** `now`, a time to come, or null for a draft. */
  publishAt: z
    .union([z.literal('now'), z.iso.datetime({ offset: true })])
    .nullable()
    .default(null),
  /** They are shipped with it, and their voters told. */
  ideaIds: z.array(ideaId).max(100).default([]),
});
export type EntryInput = z.infer<typeof entryInput>;
export const entryShape = z.object({
  id: entryId,
  title: z.string(),
  markdown: z.string(),
  html: z.string(),
  kind: z.enum(ENTRY_KINDS),
  publishAt: at.nullable(),
  isPublished: z.boolean(),
  byName: z.string(),
  ideas: z.array(z.object({ id: ideaId, title: z.string(), status: z.enum(STATUSES) })),
  url: z.string(),
});
export type EntryView = z.infer<typeof entryShape>;

/** Suggestions in posts that say the same or nearly the same. */
export const minedShape = z.object({
  post: z.object({
    id: z.string(),
    text: z.string(),
    title: z.string().nullable(),
    url: z.string().nullable(),
    network: z.string(),
    author: z.string(),
    createdAt: at,
  }),
  /** All posts of the group, this one first. */
  postIds: z.array(z.string()),
  persons: z.number(),
  /** Certainty of the label, 0 to 1. */
  confidence: z.number(),
  /** Ideas that it may be already. */
  similar: z.array(z.object({ id: ideaId, title: z.string(), votes: z.number() })),
  /** What the group talks of, with others; null where it stands alone. */
  talk: z.string().nullable(),
});
export type MinedView = z.infer<typeof minedShape>;
const postIds = z.array(idOf('post')).min(1).max(200);
export const adoptInput = z.object({
  postIds,
  /** Into an idea that is there: the authors vote for it. */
  ideaId: ideaId.optional(),
  boardId: boardId.optional(),
  title: titleText.optional(),
  markdown: markdownText.optional(),
});
export type AdoptInput = z.infer<typeof adoptInput>;
export const dismissInput = z.object({ postIds });
export const askConsentInput = z.object({ text: text(2000) });
export const consentInput = z.object({
  consent: z.enum(['given', 'refused', 'none']),
  /** How the author wants to be called; only with his consent. */
  name: z.string().trim().max(100).default(''),
  /** The post of the same author in which it was given. */
  postId: idOf('post').optional(),
  /** Or how else. */
  how: z.string().trim().max(300).default(''),
});
export type ConsentInput = z.infer<typeof consentInput>;

export const importInput = z.object({
  text: z.string().max(20_000_000),
  /** For ideas whose board is not known here by its name. */
  boardId,
  isDryRun: z.boolean().default(true),
});
export const importShape = z.object({
  format: z.enum(['own', 'fider', 'uservoice']),
  /** Ideas that come, or would. */
  fresh: z.number(),
  /** Ideas that are here already, and stay as they are. */
  there: z.number(),
  problems: z.array(z.object({ line: z.number(), reason: z.string() })),
  /** The first of what comes. */
  items: z.array(
    z.object({ line: z.number(), title: z.string(), status: z.enum(STATUSES), votes: z.number() }),
  ),
  isDryRun: z.boolean(),
});
export type ImportView = z.infer<typeof importShape>;
