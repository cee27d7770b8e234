import { z } from 'zod';
import { idOf, pageOf, pageQuery, text } from '#platform/http/index.ts';
import { storedCondition } from '#respond/conditions/index.ts';
import { isZone } from '#lib/zone/index.ts';
import { KINDS } from './domain/policy.ts';

export const policyId = idOf('pol');
export const policyParams = z.object({ id: policyId });
const kind = z.enum(KINDS);

/** Minutes; null promises nothing. Up to ninety days. */
const minutes = z.number().int().min(1).max(129_600).nullable().default(null);
const target = z.object({ first: minutes, next: minutes, resolution: minutes });

export const termsShape = z
  .object({
    within: z.enum(['hours', 'always']).default('hours'),
    /** By urgency: none, today, hours count, emergency. */
    targets: z.array(target).length(4),
    pauses: z
      .object({
        waiting: z.boolean().default(true),
        snoozed: z.enum(['never', 'always', 'labelled']).default('labelled'),
        label: z.string().trim().max(60).default('customer asked to wait'),
      })
      .prefault({}),
    warnMinutes: z.number().int().min(0).max(1440).default(15),
    escalation: z
      .object({
        teamId: z.string().max(64).nullable().default(null),
        tellId: z.string().max(64).nullable().default(null),
      })
      .prefault({}),
  })
  .refine(({ targets }) => targets.some((one) => KINDS.some((name) => one[name] !== null)), {
    error: 'must promise something: give at least one target',
  });

export const policyInput = z.object({
  name: text(120),
  isOn: z.boolean().default(false),
  /** As GET /conditions/facts tells; an empty `all` is everybody. */
  condition: storedCondition.default({ version: 1, when: { all: [] } }),
  calendarId: idOf('cal').nullable().default(null),
  terms: termsShape,
});
export type PolicyInput = z.output<typeof policyInput>;

const shownTerms = z.object({
  within: z.enum(['hours', 'always']),
  targets: z.array(z.record(kind, z.number().int().nullable())),
  pauses: z.object({
    waiting: z.boolean(),
    snoozed: z.enum(['never', 'always', 'labelled']),
    label: z.string(),
  }),
  warnMinutes: z.number().int(),
  escalation: z.object({ teamId: z.string().nullable(), tellId: z.string().nullable() }),
});
export const policyShape = z.object({
  id: policyId,
  name: z.string(),
  isOn: z.boolean(),
  condition: storedCondition,
  calendarId: z.string().nullable(),
  terms: shownTerms,
});
export type PolicyView = z.output<typeof policyShape>;

const recountShape = z.object({
  reason: z.string(),
  total: z.number().int(),
  done: z.number().int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export const policiesShape = z.object({
  items: z.array(policyShape),
  /** The last time that everything running was reckoned anew. */
  recount: recountShape.nullable(),
});

export const orderInput = z.object({ ids: z.array(policyId).max(200) });

export const trialInput = policyInput.extend({ id: policyId.optional() });
const tally = z.object({
  kept: z.number().int(),
  missed: z.number().int(),
  running: z.number().int(),
});
export const trialShape = tally.extend({
  byKind: z.object({ first: tally, next: tally, resolution: tally }),
  missedIds: z.array(z.string()),
  /** Would belong to a policy that stands ahead. */
  taken: z.number().int(),
  looked: z.number().int(),
  since: z.iso.datetime(),
  /** More was there than is looked at; the newest counted. */
  isPartial: z.boolean(),
});
export type TrialView = z.output<typeof trialShape>;

const zone = z.string().max(60).refine(isZone, { error: 'is no time zone that is known' }).default('UTC');
const span = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), zone });

export const reportQuery = span;
const line = z.object({
  key: z.string(),
  name: z.string(),
  kept: z.number().int(),
  missed: z.number().int(),
  closed: z.number().int(),
  share: z.number().nullable(),
});
export const reportShape = z.object({
  total: line,
  byKind: z.array(line),
  byPolicy: z.array(line),
  byTeam: z.array(line),
  byNetwork: z.array(line),
  byHour: z.array(line),
  byDay: z.array(line),
});
export type ReportView = z.output<typeof reportShape>;

export const behindQuery = pageQuery.extend({
  ...span.shape,
  outcome: z.enum(['kept', 'missed', 'void']).optional(),
  policy: z.string().max(64).optional(),
  kind: kind.optional(),
  network: z.string().max(40).optional(),
  /** Empty: those without a team. */
  team: z.string().max(64).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
});
export const behindShape = pageOf(
  z.object({
    id: z.string(),
    conversationId: z.string(),
    kind,
    outcome: z.enum(['kept', 'missed', 'void']),
    startedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().nullable(),
    endedAt: z.iso.datetime().nullable(),
    excerpt: z.string(),
    network: z.string(),
  }),
);

export const conversationParams = z.object({ id: z.string().max(64) });
export const clocksShape = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind,
      policy: z.string(),
      startedAt: z.iso.datetime(),
      dueAt: z.iso.datetime().nullable(),
      endedAt: z.iso.datetime().nullable(),
      outcome: z.enum(['kept', 'missed', 'void']).nullable(),
      isSoon: z.boolean(),
      isMissed: z.boolean(),
      isPaused: z.boolean(),
    }),
  ),
});
