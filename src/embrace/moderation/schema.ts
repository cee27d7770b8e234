import { z } from 'zod';
import { idOf, pageQuery } from '#platform/http/index.ts';
import { ACTIONS, DECISIONS, FAVOURS, FLAG_REASONS } from './domain.ts';

const share = z.number().min(0.5).max(1);

/** What is held by itself, and from when flags hide. */
export const settingsShape = z.object({
  /** Sum of weights of flags; a newcomer's is about 0.3, a trusted member's up to 1.5. */
  hideAtWeight: z.number().min(0.5).max(50),
  /** How sure the model must be; null: it is not asked. */
  holdSpamFrom: share.nullable(),
  holdOffenceFrom: share.nullable(),
  /** Newcomers' links to sites that nobody trusted linked to before. */
  holdsNewSites: z.boolean(),
  /** So many nearly equal texts in a day; null: they are not looked for. */
  holdCopiesFrom: z.number().int().min(2).max(100).nullable(),
  /** Whether browsers that members sign in with are told apart, to point out several accounts of one person. */
  looksForPuppets: z.boolean(),
});
export type ModerationSettings = z.infer<typeof settingsShape>;

export const USUAL: ModerationSettings = {
  hideAtWeight: 2,
  holdSpamFrom: 0.9,
  holdOffenceFrom: 0.95,
  holdsNewSites: true,
  holdCopiesFrom: 3,
  looksForPuppets: true,
};

export const WORD_ACTIONS = ['hold', 'refuse', 'replace', 'flag'] as const;
export type WordAction = (typeof WORD_ACTIONS)[number];

export const wordInput = z.object({
  pattern: z.string().trim().min(1).max(1000),
  isExpression: z.boolean().default(false),
  action: z.enum(WORD_ACTIONS),
  replacement: z.string().trim().max(200).default(''),
  reason: z.string().trim().max(300).default(''),
  isOn: z.boolean().default(true),
});
export type WordInput = z.infer<typeof wordInput>;
export const wordId = idOf('mwd');
export const wordShape = wordInput.extend({ id: wordId, hits: z.number() });
export type WordView = z.infer<typeof wordShape>;
/** What a word would have met in the last month. */
export const wordPreview = z.object({
  checked: z.number(),
  matched: z.number(),
  examples: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      path: z.string(),
      title: z.string(),
      excerpt: z.string(),
      found: z.array(z.string()),
      at: z.iso.datetime(),
    }),
  ),
});

const personShape = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  state: z.enum(['active', 'silenced', 'suspended', 'erased']),
  level: z.number(),
});
const whyShape = z.object({ code: z.string(), text: z.string() });
const flagShape = z.object({
  by: personShape.nullable(),
  reason: z.enum(FLAG_REASONS),
  text: z.string().nullable(),
  weight: z.number(),
  at: z.iso.datetime(),
  outcome: z.enum(['upheld', 'dismissed', 'ignored']).nullable(),
});
export const kindText = z.string().regex(/^[a-z]{2,20}$/);
export const caseShape = z.object({
  kind: kindText,
  id: z.string(),
  author: personShape.nullable(),
  title: z.string(),
  text: z.string(),
  /** Address of the picture that it is, good for an hour or two. */
  pictureUrl: z.string().nullable(),
  /** Where it is read; null where it is gone. */
  url: z.string().nullable(),
  isHeld: z.boolean(),
  isHidden: z.boolean(),
  isOpen: z.boolean(),
  why: z.array(whyShape),
  flags: z.array(flagShape),
  weight: z.number(),
  openedAt: z.iso.datetime(),
  decision: z.enum(DECISIONS).nullable(),
  reason: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decidedByName: z.string().nullable(),
  version: z.number(),
});
export type CaseView = z.infer<typeof caseShape>;

export const queueQuery = pageQuery.extend({
  list: z.enum(['open', 'done']).default('open'),
  kind: kindText.optional(),
  member: idOf('mem').optional(),
});
export const decisionInput = z.object({
  decision: z.enum(DECISIONS),
  reason: z.string().trim().max(1000).default(''),
  /** Days; null for good; left out: the author may go on. */
  silenceDays: z.number().int().min(1).max(3650).nullable().optional(),
  version: z.number().int().min(1),
});
export const undoInput = z.object({ version: z.number().int().min(1) });
export const countsShape = z.object({ queue: z.number(), appeals: z.number(), signs: z.number() });

export const actionId = idOf('mac');
export const actionShape = z.object({
  id: actionId,
  member: personShape.nullable(),
  what: z.enum(ACTIONS),
  /** Of what it is about; null where it is about the member. */
  kind: z.string().nullable(),
  title: z.string().nullable(),
  reason: z.string(),
  until: z.iso.datetime().nullable(),
  byName: z.string().nullable(),
  at: z.iso.datetime(),
  undoneAt: z.iso.datetime().nullable(),
  undoneByName: z.string().nullable(),
  appeal: z
    .object({
      text: z.string(),
      at: z.iso.datetime(),
      state: z.enum(['open', 'granted', 'declined']),
      answer: z.string().nullable(),
      decidedAt: z.iso.datetime().nullable(),
      decidedByName: z.string().nullable(),
      /** Whether who asks may decide it: not who took the measure, where there are others. */
      isYours: z.boolean(),
    })
    .nullable(),
});
export type ActionView = z.infer<typeof actionShape>;
export const actionsQuery = pageQuery.extend({
  member: idOf('mem').optional(),
  list: z.enum(['all', 'appeals']).default('all'),
});
export const appealInput = z.object({
  isGranted: z.boolean(),
  answer: z.string().trim().min(1).max(1000),
});

export const signId = idOf('msg');
export const signShape = z.object({
  id: signId,
  kind: z.enum(['same-device', 'ring', 'favour']),
  members: z.array(personShape),
  why: z.array(z.string()),
  /** Who favoured whom how often in 90 days, by what, and what chance would give; null where that was not reckoned. */
  favours: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      n: z.number(),
      expected: z.number().nullable(),
      of: z.partialRecord(z.enum(FAVOURS), z.number()),
    }),
  ),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  state: z.enum(['open', 'dismissed']),
});
export type SignView = z.infer<typeof signShape>;
export const siteShape = z.object({
  host: z.string(),
  uses: z.number(),
  hidden: z.number(),
  verdict: z.enum(['good', 'bad']).nullable(),
  firstAt: z.iso.datetime(),
});
export const siteInput = z.object({ verdict: z.enum(['good', 'bad']).nullable() });
export const siteParams = z.object({ host: z.string().regex(/^[a-z0-9.:[\]-]{1,253}$/) });
