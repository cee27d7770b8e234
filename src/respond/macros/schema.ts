import { z } from 'zod';
import { idOf, longText, text } from '#platform/http/index.ts';
import { teamId } from '#people/teams/index.ts';
import { storedCondition } from '#respond/conditions/index.ts';
import { conversationId } from '#respond/inbox/index.ts';

export const macroId = idOf('macro');
export const macroRunId = idOf('mrun');

/** One thing that a macro does. Texts may have variables. */
export const actionShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    /** A canned reply; null: `text`. */
    cannedId: idOf('canned').nullable().default(null),
    text: z.string().trim().max(10_000).default(''),
    /** `draft`: into the composer. `queue`: it leaves after a minute, in which it can be taken back. */
    how: z.enum(['draft', 'queue']).default('draft'),
    thenStatus: z.enum(['open', 'waiting', 'done']).default('waiting'),
  }),
  z.object({
    kind: z.literal('label'),
    add: z.array(text(60)).max(20).default([]),
    remove: z.array(text(60)).max(20).default([]),
  }),
  /** A colleague, `me`, or null for nobody. */
  z.object({ kind: z.literal('assign'), to: z.union([z.literal('me'), idOf('user')]).nullable() }),
  z.object({ kind: z.literal('team'), teamId: teamId.nullable() }),
  z.object({ kind: z.literal('status'), status: z.enum(['open', 'waiting', 'done']) }),
  z.object({ kind: z.literal('snooze'), minutes: z.number().int().min(1).max(525_600) }),
  z.object({
    kind: z.literal('case'),
    typeId: idOf('ctype').nullable().default(null),
    fields: z
      .record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
      .default({}),
  }),
  z.object({ kind: z.literal('note'), text: longText }),
  /** It comes back after so many days, with a note that says why. */
  z.object({ kind: z.literal('follow-up'), days: z.number().int().min(1).max(365), text: text(300) }),
]);
export type MacroAction = z.output<typeof actionShape>;

export const macroInput = z
  .object({
    name: text(80),
    scope: z.enum(['personal', 'team', 'all']).default('personal'),
    teamId: teamId.nullable().default(null),
    condition: storedCondition.default({ version: 1, when: { all: [] } }),
    actions: z.array(actionShape).min(1).max(20),
    version: z.number().int().optional(),
  })
  .refine(({ scope, teamId: id }) => (scope === 'team') === (id !== null), {
    message: 'names a team exactly when it is for a team',
    path: ['teamId'],
  });
export type MacroInput = z.output<typeof macroInput>;

export const macroShape = z.object({
  id: macroId,
  name: z.string(),
  scope: z.enum(['personal', 'team', 'all']),
  teamId: z.string().nullable(),
  condition: storedCondition,
  actions: z.array(actionShape),
  /** What it does, in words, one line for each action. */
  does: z.array(z.string()),
  runs: z.number(),
  version: z.number(),
  changedBy: z.string(),
  canChange: z.boolean(),
});
export type MacroView = z.infer<typeof macroShape>;

export const chosenInput = z.object({ conversationIds: z.array(conversationId).min(1).max(500) });

/** What a macro would do, without doing it. */
export const macroPreview = z.object({
  does: z.array(z.string()),
  /** How many of the conversations it would be done to. */
  fits: z.number(),
  items: z.array(
    z.object({
      conversationId,
      customer: z.string(),
      /** The reply as it would be written there. */
      text: z.string().nullable(),
      /** Why it would not be done there; null where it would. */
      problem: z.string().nullable(),
    }),
  ),
});
export type MacroPreview = z.infer<typeof macroPreview>;

export const macroRunShape = z.object({
  id: macroRunId,
  macroId: z.string(),
  name: z.string(),
  state: z.enum(['running', 'done', 'undoing', 'undone']),
  total: z.number(),
  done: z.number(),
  /** Where it was not offered, and where it could not be done. */
  skipped: z.number(),
  failed: z.number(),
  /** After taking it back: what could not be brought back. */
  partly: z.number(),
  problems: z.array(z.object({ conversationId: z.string(), text: z.string() })),
  createdAt: z.iso.datetime(),
});
export type MacroRunView = z.infer<typeof macroRunShape>;
