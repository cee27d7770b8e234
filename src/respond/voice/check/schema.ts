import { z } from 'zod';
import { conversationId } from '#respond/inbox/index.ts';
import { avoidRule, formRule, guideShape, sayRule } from '../guide/schema.ts';

const span = z.object({ start: z.number(), end: z.number() });
const findingShape = z.object({
  kind: z.enum([
    'never',
    'promotion',
    'must',
    'avoid',
    'greeting',
    'sign-off',
    'reading',
    'sentence',
    'long',
    'short',
    'exclamations',
    'capitals',
    'emoji',
    'gap',
  ]),
  ruleId: z.string().nullable(),
  /** `stop`: it does not leave so. `warn`: something is missing or wrong. `hint`: could be better. */
  level: z.enum(['stop', 'warn', 'hint']),
  /** UTF-16 offsets; null where it is about the whole. */
  span: span.nullable(),
  text: z.string(),
  fix: span.extend({ text: z.string() }).nullable(),
});
export const checkedShape = z.object({
  findings: z.array(findingShape).readonly(),
  language: z.string().nullable(),
  /** Reading ease, 0 to 100; null where the text is too short or its language has no formula. */
  ease: z.number().nullable(),
  words: z.number(),
  characters: z.number(),
});

export const checkInput = z.object({
  text: z.string().max(100_000),
  /** With a conversation its channel, language, customer and conditions count. */
  conversationId: conversationId.optional(),
  /** Without one: rules with conditions count as if these held. */
  channel: z.string().max(40).default(''),
  language: z.string().max(20).nullable().default(null),
  /** Another guide than the one that counts, to try it out. */
  guide: guideShape.optional(),
});

export const complaintShape = z.object({
  conversationId: z.string(),
  excerpt: z.string(),
  since: z.iso.datetime(),
  network: z.string(),
});
export type Complaint = z.output<typeof complaintShape>;

/** What counts for one conversation: enough to check there while somebody types. */
const activeShape = z.object({
  channel: z.string(),
  language: z.string().nullable(),
  avoid: z.array(avoidRule),
  never: z.array(sayRule),
  must: z.array(sayRule),
  promotional: guideShape.shape.promotional,
  forms: z.array(formRule),
  noPromotion: z.string().nullable(),
  names: z.object({ customer: z.string().nullable(), agent: z.string().nullable() }),
});
export const contextShape = z.object({
  revision: z.number(),
  guide: activeShape,
  complaint: complaintShape.nullable(),
  tone: z.string(),
  /** Whether drafts can be asked for here, and else why not; `off` where nobody set it up. */
  drafting: z.enum(['on', 'off', 'private']),
  /** Accounts of ours on this channel that still read. */
  reading: z.array(
    z.object({
      accountId: z.string(),
      handle: z.string(),
      until: z.iso.datetime(),
      postsRead: z.number(),
      postsWanted: z.number(),
      reason: z.string(),
      /** Whether the posts of this conversation are among those that were read. */
      hasReadThis: z.boolean(),
    }),
  ),
});
export type ContextView = z.output<typeof contextShape>;
