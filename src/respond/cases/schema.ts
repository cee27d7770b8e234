import { z } from 'zod';
import { idOf, longText, pageQuery, text } from '#platform/http/index.ts';
import { fileShape } from '#platform/files/index.ts';
import { postShape } from '#listen/posts/index.ts';
import {
  activityShape,
  conversationId,
  conversationRow,
  MOST_AT_ONCE,
  noteShape,
  replyShape,
} from '#respond/inbox/index.ts';
import { FIELD_KINDS } from './domain/fields.ts';
import { LINK_KINDS } from './domain/links.ts';
import { CASE_STATUSES } from './domain/status.ts';

export const caseId = idOf('case');
export const caseStatus = z.enum(CASE_STATUSES);
const colleague = z.object({ id: z.string(), name: z.string() });

/** A row of the list of cases. */
export const caseRow = z.object({
  id: caseId,
  number: z.number(),
  /** What a person called it, or the words of its most urgent conversation. */
  title: z.string(),
  hasOwnTitle: z.boolean(),
  status: caseStatus,
  type: z.object({ id: z.string(), name: z.string() }),
  /** Of the account that wrote last; null in a case without conversations. */
  customer: z
    .object({ accountId: z.string(), name: z.string(), avatarUrl: z.string().nullable() })
    .nullable(),
  excerpt: z.string(),
  networks: z.array(z.string()),
  labels: z.array(z.string()),
  assignees: z.array(colleague),
  threads: z.number(),
  lastAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  waitingSince: z.iso.datetime().nullable(),
  solvedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
  version: z.number(),
});
export type CaseRow = z.infer<typeof caseRow>;

export const casesQuery = pageQuery.extend({
  status: caseStatus.or(z.enum(['unfinished', 'any'])).default('unfinished'),
  /** A user id, `me` or `nobody`. */
  assignee: z.string().max(64).optional(),
  /** `me`: those that the asker follows. */
  follower: z.literal('me').optional(),
  type: z.string().max(64).optional(),
  label: z.string().max(60).optional(),
  network: z.string().max(40).optional(),
  /** Cases of the person behind this account. */
  account: z.string().max(64).optional(),
  /** Cases linked to this one. */
  linkedTo: caseId.optional(),
  /** A saved view whose condition holds of one of its conversations. */
  view: idOf('view').optional(),
  /** `#1042`, or words of title, fields and conversations. */
  q: z.string().max(1000).optional(),
  sort: z.enum(['updated', 'priority']).default('updated'),
});

export const caseCounts = z.object({
  open: z.number(),
  mine: z.number(),
  followed: z.number(),
  waiting: z.number(),
  solved: z.number(),
  closed: z.number(),
});

const fieldKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/, 'must be small letters, digits and -')
  .refine((key) => !(key in {}), 'is a word of the program; take another one');
export const fieldShape = z
  .object({
    key: fieldKey,
    label: text(80),
    kind: z.enum(FIELD_KINDS),
    choices: z.array(text(80)).max(100).default([]),
    isRequired: z.boolean().default(false),
    isShown: z.boolean().default(false),
  })
  .refine((field) => field.kind !== 'choice' || field.choices.length > 0, 'a choice needs choices');
export const typeInput = z.object({
  name: text(60),
  description: z.string().max(500).default(''),
  fields: z
    .array(fieldShape)
    .max(40)
    .refine(
      (fields) => new Set(fields.map((field) => field.key)).size === fields.length,
      'two fields have one key',
    )
    .default([]),
  isDefault: z.boolean().default(false),
  position: z.number().int().min(0).max(1000).default(0),
});
export const typeId = idOf('ctype');
export const typeShape = typeInput.extend({ id: typeId, isArchived: z.boolean(), version: z.number() });
export type CaseTypeView = z.infer<typeof typeShape>;
export const settingsShape = z.object({
  closeAfterDays: z.number().int().min(1).max(365),
  /** Whether the time is measured for which cases are open before people at work. */
  measuresTime: z.boolean(),
});
/** Seconds by case since the last batch. */
export const measuredInput = z.object({
  items: z
    .array(z.object({ caseId, seconds: z.number().int().min(1).max(3600) }))
    .min(1)
    .max(50),
});

export const checkShape = z.object({
  id: z.string(),
  text: z.string(),
  doneAt: z.iso.datetime().nullable(),
  doneBy: z.string().nullable(),
});
export const timeShape = z.object({
  id: z.string(),
  who: colleague,
  minutes: z.number(),
  what: z.string(),
  isMeasured: z.boolean(),
  at: z.iso.datetime(),
});
export const linkShape = z.object({
  kind: z.enum(LINK_KINDS),
  /** True: this case is caused by, part of … the other one. */
  isUp: z.boolean(),
  case: caseRow,
});
export const waveShape = z.object({
  id: z.string(),
  text: z.string().nullable(),
  doesSolve: z.boolean(),
  by: z.string(),
  at: z.iso.datetime(),
  isFinished: z.boolean(),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  /** Told, and solved once the answers have left. */
  leaving: z.number(),
  /** Why some failed, or have not left. */
  problems: z.array(z.string()),
});
/** One conversation of a case, with what was said and done in it. */
export const threadShape = z.object({
  row: conversationRow,
  /** It went on in a follow-up. */
  hasLeft: z.boolean(),
  posts: z.array(postShape),
  notes: z.array(noteShape),
  replies: z.array(replyShape),
});

/** One thing that was said, or noted, in a case. */
export const saidShape = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  /** `customer`, `other` people in the thread, `us`, or a `note` between colleagues. */
  side: z.enum(['customer', 'other', 'us', 'note']),
  network: z.string().nullable(),
  conversationId: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  /** Null where it stands; else `deleted`, or how far a reply is. */
  state: z.string().nullable(),
  /** What goes with a note or with a reply of ours. */
  files: z.array(fileShape),
});
export type Said = z.infer<typeof saidShape>;

/** Everything about one case. */
export const caseDetail = caseRow.extend({
  fields: z.array(fieldShape),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Labels of required fields that are empty. */
  missing: z.array(z.string()),
  threadsOf: z.array(threadShape),
  /** What was said over all channels, in the order of time, notes included. */
  said: z.array(saidShape),
  notes: z.array(noteShape),
  files: z.array(fileShape.extend({ by: z.string() })),
  checks: z.array(checkShape),
  times: z.array(timeShape),
  minutes: z.number(),
  /** Seconds for which it was open before people at work, all of them together. */
  measuredSeconds: z.number(),
  links: z.array(linkShape),
  /** Cases that point at this one; only the first 50 of them are in `links`. */
  linkedCount: z.number(),
  /** Numbers of cases that were merged into it. */
  merged: z.array(z.number()),
  followers: z.array(colleague),
  isFollowed: z.boolean(),
  waves: z.array(waveShape),
  /** Of the case and of all its conversations, newest first. */
  history: z.array(activityShape.extend({ conversationId: z.string().nullable() })),
});
export type CaseDetail = z.infer<typeof caseDetail>;

const fieldValues = z.record(fieldKey, z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]));
export const newCase = z.object({
  conversationIds: z.array(conversationId).max(500).default([]),
  title: text(300).nullable().optional(),
  typeId: typeId.optional(),
  fields: fieldValues.optional(),
});
/** PATCH /cases/:id. Assignee, team, snooze and labels go to all conversations of the case. */
export const caseChange = z.object({
  title: text(300).nullable().optional(),
  typeId: typeId.optional(),
  fields: fieldValues.optional(),
  status: caseStatus.optional(),
  assigneeId: z.string().max(64).nullable().optional(),
  teamId: z.string().max(64).nullable().optional(),
  snoozedUntil: z.iso.datetime().optional(),
  snoozeReason: z.string().trim().max(200).optional(),
  addLabels: z.array(text(60)).max(20).optional(),
  removeLabels: z.array(text(60)).max(20).optional(),
  version: z.number().int().optional(),
});
export type CaseChange = z.infer<typeof caseChange>;
export const bulkChange = z.object({
  ids: z.array(caseId).min(1).max(MOST_AT_ONCE),
  change: caseChange.omit({ version: true, title: true }),
});
export const changedShape = z.object({ items: z.array(caseRow), undo: z.string() });
export const undoInput = z.object({ undo: idOf('cundo') });
export const threadsInput = z.object({ conversationIds: z.array(conversationId).min(1).max(500) });
export const splitInput = threadsInput.extend({ title: text(300).nullable().optional() });
export const mergeInput = z.object({ caseIds: z.array(caseId).min(1).max(MOST_AT_ONCE) });
export const linkInput = z.object({
  /** The smaller cases. */
  fromIds: z.array(caseId).min(1).max(MOST_AT_ONCE),
  toId: caseId,
  kind: z.enum(LINK_KINDS),
});
export const noteInput = z.object({ text: longText, fileIds: z.array(idOf('file')).max(20).default([]) });
export const checksInput = z.object({ texts: z.array(text(300)).min(1).max(50) });
export const checkChange = z.object({ isDone: z.boolean() });
export const timeInput = z.object({
  minutes: z.number().int().min(1).max(1440),
  what: z.string().max(300).default(''),
  isMeasured: z.boolean().default(false),
});
export const filesInput = z.object({ fileIds: z.array(idOf('file')).min(1).max(20) });
export const waveInput = z.object({
  text: longText.optional(),
  doesSolve: z.boolean().default(true),
});
export const followInput = z.object({ doesFollow: z.boolean() });
