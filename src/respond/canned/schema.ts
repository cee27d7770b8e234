import { z } from 'zod';
import { idOf, languageTag, text } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import { SCOPES } from './domain.ts';

export const cannedId = idOf('canned');
const shortcut = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and -');

const cannedText = z.object({ language: languageTag, body: z.string().trim().min(1).max(10_000) });

/** `folder` is a path such as `Bills/Refunds`. */
export const cannedInput = z
  .object({
    name: text(80),
    folder: z
      .string()
      .trim()
      .max(120)
      .regex(/^[^\p{Cc}]*$/u)
      .default(''),
    shortcut: shortcut.nullable().default(null),
    scope: z.enum(SCOPES).default('personal'),
    teamId: idOf('team').nullable().default(null),
    texts: z.array(cannedText).min(1).max(20),
    /** Of a change: the version that was loaded. */
    version: z.number().int().optional(),
  })
  .refine(({ scope, teamId }) => (scope === 'team') === (teamId !== null), {
    message: 'names a team exactly when it is for a team',
    path: ['teamId'],
  });
export type CannedInput = z.output<typeof cannedInput>;

export const cannedShape = z.object({
  id: cannedId,
  name: z.string(),
  folder: z.string(),
  shortcut: z.string().nullable(),
  scope: z.enum(SCOPES),
  teamId: z.string().nullable(),
  texts: z.array(z.object({ language: z.string(), body: z.string() })),
  /** How often it went into a conversation, and when last. */
  uses: z.number(),
  lastUsedAt: z.iso.datetime().nullable(),
  version: z.number(),
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
  /** Whether the reader may change it. */
  canChange: z.boolean(),
});
export type CannedView = z.infer<typeof cannedShape>;

export const gapShape = z.object({
  raw: z.string(),
  name: z.string(),
  reason: z.enum(['unknown', 'empty', 'broken']),
  start: z.number(),
});

/** A text with its variables filled; `gaps` still stand in it. */
export const filledShape = z.object({
  text: z.string(),
  language: z.string().nullable(),
  gaps: z.array(gapShape),
});
export type FilledView = z.infer<typeof filledShape>;

export const useInput = z.object({ conversationId, language: languageTag.optional() });
export const fillInput = z.object({ text: z.string().max(10_000), conversationId });

export const previewInput = z.object({
  body: z.string().max(10_000),
  /** Without one, sample values stand in. */
  conversationId: conversationId.optional(),
});
export const previewShape = z.object({
  text: z.string(),
  gaps: z.array(gapShape),
  /** How long it is on each network that we answer on, as that network counts. */
  channels: z.array(
    z.object({ network: z.string(), length: z.number(), maxLength: z.number(), isOver: z.boolean() }),
  ),
});
export type CannedPreview = z.infer<typeof previewShape>;

/** A variable with words for people, and a sample. */
export const variableShape = z.object({ name: z.string(), sample: z.string() });
