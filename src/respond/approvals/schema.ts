import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { fileId } from '#platform/files/index.ts';
import { conversationRow, envelopeShape, replyShape } from '#respond/inbox/index.ts';
import { storedCondition } from '#respond/conditions/index.ts';
import { APPROVAL_STATES } from './domain/approval.ts';

export const approvalId = idOf('appr');
export const policyId = idOf('apol');
export const linkId = idOf('apl');

const roles = z.enum(['owner', 'admin', 'manager', 'agent']);
export const whoShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: z.string().max(64) }),
  z.object({ kind: z.literal('role'), role: roles }),
  z.object({ kind: z.literal('team'), id: z.string().max(64) }),
  /** Somebody without an account, who gets a link. */
  z.object({
    kind: z.literal('mail'),
    address: z.email().max(200).toLowerCase(),
    name: text(80),
  }),
]);
const staffOnly = whoShape.refine(({ kind }) => kind !== 'mail', {
  error: 'must be somebody with an account',
});
const stepShape = z.object({
  name: text(80),
  need: z.enum(['any', 'all']),
  who: z.array(whoShape).min(1).max(20),
});

const MONTH_MINUTES = 43_200;
export const termsShape = z.object({
  /** Decide where everybody who is asked is away; empty: the owners. */
  standIn: z.array(staffOnly).max(20).default([]),
  expiresMinutes: z.number().int().min(10).max(MONTH_MINUTES).default(1440),
  remindMinutes: z.number().int().min(5).max(MONTH_MINUTES).nullable().default(60),
  linkHours: z.number().int().min(1).max(168).default(24),
  linkShows: z.enum(['answered', 'public', 'everything']).default('answered'),
});

export const policyInput = z.object({
  name: text(120),
  isOn: z.boolean().default(false),
  /** As GET /approvals/facts tells. */
  condition: storedCondition.default({ version: 1, when: { all: [] } }),
  terms: termsShape.extend({ steps: z.array(stepShape).min(1).max(5) }),
});
export type PolicyInput = z.output<typeof policyInput>;
export const policyShape = z.object({
  id: policyId,
  name: z.string(),
  isOn: z.boolean(),
  condition: storedCondition,
  terms: termsShape.extend({ steps: z.array(stepShape) }),
});
export type Policy = z.output<typeof policyShape>;
export const policiesShape = z.object({ items: z.array(policyShape) });
export const orderInput = z.object({ ids: z.array(policyId).max(200) });

export const settingsShape = z.object({
  /** Whether replies of newcomers wait for a second person. */
  isOn: z.boolean().default(false),
  /** Approved as written, in a row, until somebody is trusted on a channel. */
  needed: z.number().int().min(1).max(100).default(5),
  /** Whose replies it is about. */
  roles: z.array(roles).max(4).default(['agent']),
  /** Who looks at them, and at replies whose author asks for it. */
  who: z
    .array(staffOnly)
    .min(1)
    .max(20)
    .default([
      { kind: 'role', role: 'manager' },
      { kind: 'role', role: 'admin' },
      { kind: 'role', role: 'owner' },
    ]),
  terms: termsShape.prefault({}),
  /** Minutes after which somebody who is asked gets a mail; null: never. */
  mailMinutes: z.number().int().min(0).max(1440).nullable().default(5),
});
export type Settings = z.output<typeof settingsShape>;
export const settingsInput = settingsShape.extend({
  /** Trust everybody on the channels where they have answered that often already. */
  trustsKnown: z.boolean().default(false),
});

export const trustShape = z.object({
  userId: z.string(),
  name: z.string(),
  network: z.string(),
  isTrusted: z.boolean(),
  streak: z.number().int(),
  needed: z.number().int(),
  /** Who decided it, and why; null when it came by itself. */
  byName: z.string().nullable(),
  reason: z.string().nullable(),
});
export type TrustView = z.output<typeof trustShape>;
export const trustInput = z.object({ isTrusted: z.boolean(), reason: text(500) });
export const trustParams = z.object({ userId: z.string().max(64), network: z.string().max(40) });

const personShape = z.object({ id: z.string(), name: z.string() });
const offerShape = z.object({ text: z.string(), hash: z.string() });
export const linkShape = z.object({
  id: linkId,
  name: z.string(),
  address: z.string(),
  state: z.enum(['open', 'used', 'expired', 'over']),
  expiresAt: z.iso.datetime(),
  mailedAt: z.iso.datetime().nullable(),
  openedAt: z.iso.datetime().nullable(),
});
export type LinkView = z.output<typeof linkShape>;

export const approvalShape = z.object({
  id: approvalId,
  replyId: z.string(),
  conversationId: z.string(),
  author: personShape,
  network: z.string(),
  account: z.string(),
  state: z.enum(APPROVAL_STATES),
  /** Why it waits. */
  reasons: z.array(z.object({ kind: z.enum(['newcomer', 'policy', 'wanted']), text: z.string() })),
  /** The texts that are offered; the first is what the author would choose. */
  offered: z.array(offerShape),
  chosen: z.string().nullable(),
  round: z.number().int(),
  step: z.number().int(),
  steps: z.array(
    z.object({
      name: z.string(),
      need: z.enum(['any', 'all']),
      /** Who is asked, in words. */
      who: z.array(z.string()),
      /** Of those with an account, who is there to decide. */
      asked: z.array(personShape),
      approvedBy: z.array(z.string()),
      isDone: z.boolean(),
    }),
  ),
  suggestion: offerShape.extend({ by: z.string(), note: z.string().nullable() }).nullable(),
  note: z.string().nullable(),
  /** Why it could not leave although it was approved. */
  problem: z.string().nullable(),
  askedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Everything that was said about it, in order. */
  words: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.string(),
      who: z.string(),
      byLink: z.boolean(),
      round: z.number().int(),
      step: z.number().int(),
      text: z.string().nullable(),
    }),
  ),
  links: z.array(linkShape),
  /** What the reader of this may do. */
  mayDecide: z.boolean(),
  isMine: z.boolean(),
  answers: replyShape.shape.answers,
  files: replyShape.shape.files,
  envelope: replyShape.shape.envelope,
  /** What was promised to the customer, who waits meanwhile. */
  promise: conversationRow.shape.promise,
});
export type ApprovalView = z.output<typeof approvalShape>;

export const listQuery = pageQuery.extend({ list: z.enum(['decide', 'mine', 'decided']).default('decide') });
export const countsShape = z.object({ decide: z.number().int(), mine: z.number().int() });

/** What the one who decides has seen: a word about anything else is refused. */
const seen = z.object({
  round: z.number().int().min(1),
  step: z.number().int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Seen = z.output<typeof seen>;
const wholeText = z.string().trim().min(1).max(100_000);
export const approveInput = seen;
export const rejectInput = seen.extend({ reason: text(1000) });
export const askInput = seen.extend({ note: text(1000) });
export const suggestInput = seen.extend({ text: wholeText, note: text(1000).nullable().default(null) });
export const acceptInput = z.object({ hash: seen.shape.hash });
export const insistInput = z.object({ note: text(1000).nullable().default(null) });
export const reviseInput = z.object({
  texts: z.array(wholeText).min(1).max(3),
  envelope: envelopeShape.nullable().optional(),
  fileIds: z.array(fileId).max(20).optional(),
  note: text(1000).nullable().default(null),
});
export const newLinkInput = z.object({
  name: text(80),
  address: z.email().max(200).toLowerCase(),
});
export const newLinkResult = z.object({ link: linkShape, url: z.string(), isMailed: z.boolean() });

/** What would become of a reply, while it is written. */
export const outlookInput = z.object({
  text: z.string().max(100_000),
  accountId: z.string().max(64),
  files: z.number().int().min(0).max(20).default(0),
});
export const outlookShape = z.object({
  waits: z.boolean(),
  reasons: approvalShape.shape.reasons,
  /** The steps in words, as "Lead – a manager or an admin". */
  steps: z.array(z.string()),
  /** Who is there to decide the first step. */
  asked: z.array(z.string()),
  /** The writer's own way to being trusted here; null where it is not asked for. */
  trust: z.object({ streak: z.number().int(), needed: z.number().int() }).nullable(),
});
export type Outlook = z.output<typeof outlookShape>;

export const trialInput = policyInput.pick({ condition: true }).extend({ id: policyId.optional() });
export const trialShape = z.object({
  checked: z.number().int(),
  matched: z.number().int(),
  /** Would belong to a policy that stands ahead. */
  taken: z.number().int(),
  text: z.string(),
  days: z.array(z.object({ day: z.string(), checked: z.number().int(), matched: z.number().int() })),
  authors: z.array(z.object({ name: z.string(), matched: z.number().int() })),
  examples: z.array(
    z.object({
      replyId: z.string(),
      conversationId: z.string(),
      excerpt: z.string(),
      author: z.string(),
      at: z.iso.datetime(),
      because: z.array(z.string()),
    }),
  ),
  isPartial: z.boolean(),
});
export type TrialView = z.output<typeof trialShape>;
