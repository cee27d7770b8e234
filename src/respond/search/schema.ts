import { z } from 'zod';
import { KINDS } from './domain.ts';
import { STATUSES } from './facts.ts';

export const searchQuery = z.object({
  q: z.string().trim().min(1).max(200),
  /** Of each kind. */
  limit: z.coerce.number().int().min(1).max(50).default(6),
  /** Only this kind, page by page. */
  kind: z.enum(KINDS).optional(),
  /** Where the list of a kind goes on: `nextCursor` of the page before. */
  cursor: z.string().max(8000).optional(),
  network: z.string().max(40).optional(),
  /** A team's id. */
  team: z.string().max(64).optional(),
  /** A user id, `me` or `nobody`. */
  assignee: z.string().max(64).optional(),
  status: z.enum(STATUSES).optional(),
  /** Whose last word is not older. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Whose last word is older. */
  to: z.iso.datetime({ offset: true }).optional(),
});

const hitShape = z.object({
  id: z.string(),
  title: z.string(),
  /** The part of it in which most of the words stand. */
  excerpt: z.string(),
  at: z.iso.datetime().nullable(),
  network: z.string().nullable(),
  /** Of conversations and cases: how they stand, and names of who has them. */
  status: z.string().nullable(),
  team: z.string().nullable(),
  assignees: z.array(z.string()),
  /** Where it is in the console. */
  to: z.string(),
});
export type Hit = z.infer<typeof hitShape>;

const groupShape = z.object({
  kind: z.enum(KINDS),
  items: z.array(hitShape),
  /** Those that fit, from this page on. */
  count: z.number(),
  /** So many fit that only the newest were looked through, back to this time; null where all were. */
  since: z.iso.datetime().nullable(),
});
export type Group = z.infer<typeof groupShape>;

export const searchShape = z.object({
  /** By kind; the kind with the best hit first. */
  groups: z.array(groupShape),
  /** Words that were looked for, also those that may have been meant; lower case, without marks. */
  words: z.array(z.string()),
  /** Words for which others were looked for as well, on the first page; instead of them where nothing has them: `isUnknown`. */
  corrected: z.array(z.object({ typed: z.string(), shown: z.array(z.string()), isUnknown: z.boolean() })),
  /** Nothing has all of the words; what is found has some. */
  isSome: z.boolean(),
  /** Very many may fit: of some kinds only the newest were looked through, also where none of them fits. */
  isPartial: z.boolean(),
  /** Where the list goes on; with `kind` only, absent on the last page. */
  nextCursor: z.string().optional(),
});
export type SearchView = z.infer<typeof searchShape>;
