import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { teamId } from '#people/teams/index.ts';
import { automaticAnswer } from '#respond/out-of-hours/index.ts';
import { storedCondition } from '#respond/conditions/index.ts';
import { TRIGGERS, USUAL_TRIGGERS } from '../domain/triggers.ts';

export const ruleId = idOf('rrule');
const userId = idOf('user');

export const assignShape = z.object({
  how: z.enum(['least-busy', 'round-robin', 'person']).default('least-busy'),
  /** For `person`. */
  userId: userId.nullable().default(null),
  /** Skills that somebody must have, all of them. */
  skills: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(10).default([]),
  /** Only somebody who speaks the post's language, where it is known and anybody in the team says what they speak. */
  mustSpeak: z.boolean().default(true),
  /** Whoever had the customer last comes first, if they are there and have room. */
  isSticky: z.boolean().default(true),
});
export type Assign = z.output<typeof assignShape>;

export const actionsShape = z.object({
  teamId: teamId.nullable().default(null),
  assign: assignShape.nullable().default(null),
  labels: z.array(text(60)).max(10).default([]),
  status: z.enum(['open', 'done']).nullable().default(null),
  /** The title of a case that is made; null for none. */
  makeCase: text(200).nullable().default(null),
  /** Who gets a notice: `lead` of the team, or colleagues. */
  notify: z
    .array(z.union([z.literal('lead'), userId]))
    .max(10)
    .default([]),
  /** What is said by itself when it arrives while we are closed; null for nothing. */
  answer: automaticAnswer.nullable().default(null),
  /** Colleagues who are told what happens in it. The only thing that may follow from reach. */
  watchers: z.array(userId).max(10).default([]),
});
export type Actions = z.output<typeof actionsShape>;

export const ruleInput = z.object({
  name: text(80),
  /** A draft is tried in dry runs only. */
  isActive: z.boolean().default(false),
  /** What it runs on. */
  on: z
    .array(z.enum(TRIGGERS))
    .min(1)
    .max(TRIGGERS.length)
    .default([...USUAL_TRIGGERS]),
  /** For `waited`: how long nothing must have happened. */
  waitMinutes: z.number().int().min(5).max(129_600).nullable().default(null),
  when: storedCondition,
  actions: actionsShape.prefault({}),
  /** No later rule is looked at where this one fits. */
  stops: z.boolean().default(false),
});
export type RuleInput = z.output<typeof ruleInput>;

export const ruleShape = ruleInput.extend({ id: ruleId });
export type Rule = z.output<typeof ruleShape>;

/** Rules in their order, with what they did in the last seven days. */
export const rulesShape = z.object({
  revision: z.number(),
  rules: z.array(
    z.object({
      ...ruleInput.shape,
      id: z.string(),
      actions: actionsShape,
      /** The condition in words. */
      text: z.string(),
      moved: z.number(),
    }),
  ),
  /** The last change, as long as it can be taken back. */
  last: z.object({ what: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type RulesView = z.output<typeof rulesShape>;

/** Changes name the revision they are made on; somebody else's in between refuses them. */
export const onRevision = z.object({ revision: z.number().int().min(0) });
