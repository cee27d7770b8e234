import { z } from 'zod';
import { idOf, pageQuery, text } from '#platform/http/index.ts';
import { fileId } from '#platform/files/index.ts';
import { factShape } from '#embrace/trust/index.ts';

export const HONOUR_KINDS = ['badge', 'rank'] as const;
export type HonourKind = (typeof HONOUR_KINDS)[number];

export const honourId = idOf('hon');

const inBoth = (most: number) => z.object({ en: text(most), de: z.string().trim().max(most).default('') });

/** As conditions are kept everywhere; what it asks is checked by the facts. */
const rule = z.object({ version: z.literal(1), when: z.unknown() }).nullable();
const threshold = z.number().int().min(1).max(1_000_000).nullable();

export const honourInput = z
  .object({
    kind: z.enum(HONOUR_KINDS),
    names: inBoth(40),
    /** What it is for, told to everybody. */
    texts: inBoth(200),
    mark: z.string().trim().min(1).max(24),
    fileId: fileId.nullable().default(null),
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
    /** Null: by hand only (a badge), or nothing beside its points (a rank). */
    rule: rule.default(null),
    /** Points from which a rank is reached; null for badges. */
    threshold: threshold.default(null),
    isTakenBack: z.boolean().default(false),
    isOn: z.boolean().default(true),
  })
  .refine((one) => (one.kind === 'rank') === (one.threshold !== null), {
    path: ['threshold'],
    message: 'Ranks have points from which they are reached, badges have none.',
  });
export type HonourInput = z.infer<typeof honourInput>;

export const honourShape = z.object({
  ...honourInput.shape,
  id: honourId,
  pictureUrl: z.string().nullable(),
  /** What stands on its colour: black or white, whichever can be read better. */
  ink: z.string(),
  /** Contrast of the mark on its colour, 1 to 21. */
  contrast: z.number(),
  holders: z.number(),
});
export type HonourView = z.infer<typeof honourShape>;

export const honourSettingsShape = z.object({
  /** Whether there are leader boards; only who wishes it stands on them. */
  isBoardOn: z.boolean().default(true),
  /** What an accepted answer and thanks count, on boards and for ranks. */
  points: z
    .object({ accepted: z.number().int().min(0).max(100), thanks: z.number().int().min(0).max(100) })
    .default({ accepted: 5, thanks: 1 }),
});
export type HonourSettings = z.infer<typeof honourSettingsShape>;

export const honourListShape = z.object({
  items: z.array(honourShape),
  facts: z.array(factShape),
  settings: honourSettingsShape,
  /** How many of the usual set are not there. */
  usualMissing: z.number(),
});
export type HonourList = z.infer<typeof honourListShape>;

export const orderInput = z.object({ ids: z.array(honourId).max(500) });
export const trialInput = z
  .object({ kind: z.enum(HONOUR_KINDS), rule, threshold })
  .refine((one) => (one.kind === 'rank') === (one.threshold !== null));
export type TrialInput = z.infer<typeof trialInput>;

const personShape = z.object({ id: z.string(), handle: z.string(), name: z.string() });
/** Whom a rule would give it to. */
export const trialShape = z.object({
  /** How many members were looked at: those of the last months first. */
  checked: z.number(),
  isAll: z.boolean(),
  matched: z.number(),
  examples: z.array(personShape.extend({ why: z.array(z.string()) })),
});
export type Trial = z.infer<typeof trialShape>;

export const holdersQuery = pageQuery;
export const holderShape = personShape.extend({ since: z.iso.datetime(), isByHand: z.boolean() });
export type Holder = z.infer<typeof holderShape>;

export const AWARD_STATES = ['held', 'gone', 'revoked'] as const;
export const MOVES = ['given', 'taken', 'revoked', 'freed'] as const;
export type Move = (typeof MOVES)[number];

/** What a member has and had, and why. */
export const memberHonoursShape = z.object({
  points: z.number(),
  awards: z.array(
    z.object({
      honourId: z.string(),
      state: z.enum(AWARD_STATES),
      isByHand: z.boolean(),
      changedAt: z.iso.datetime(),
    }),
  ),
  moves: z.array(
    z.object({
      id: z.string(),
      honourId: z.string(),
      what: z.enum(MOVES),
      why: z.array(z.string()),
      byName: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
});
export type MemberHonours = z.infer<typeof memberHonoursShape>;

export const awardInput = z.object({
  /** `free`: rules decide again about what was revoked. */
  act: z.enum(['give', 'revoke', 'free']),
  reason: z.string().trim().min(1).max(500),
});
export type AwardWish = z.infer<typeof awardInput>;

export const boardQuery = z.object({ span: z.enum(['week', 'month', 'year', 'all']).default('month') });
export const boardShape = z.object({
  isOn: z.boolean(),
  /** How many members wished to stand on it. */
  takePart: z.number(),
  rows: z.array(
    personShape.extend({
      place: z.number(),
      points: z.number(),
      accepted: z.number(),
      thanks: z.number(),
    }),
  ),
});
export type BoardView = z.infer<typeof boardShape>;
