import type { App } from '#platform/app/index.ts';
import { readFacts } from '#respond/conditions/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { becauseOf } from '../domain/because.ts';
import { decide } from '../domain/decide.ts';
import type { Trigger } from '../domain/triggers.ts';
import type { Plan, ReadyRule, Situation } from '../domain/types.ts';
import { fieldLabels } from '../engine/names.ts';
import type { DryRunView } from './schema.ts';
import { readPast, UNTOLD } from './past.ts';

interface Found {
  events: DryRunView['events'];
  untold: DryRunView['untold'];
  /** How often each rule would have run. */
  ran: ReadonlyMap<string, number>;
  examples: DryRunView['examples'];
}

const EXAMPLES = 12;

/** A conversation that nobody has, and nobody decided anything about. */
export const UNTOUCHED = {
  weight: 0,
  assigneeId: null,
  teamId: null,
  isByHand: false,
  lastAgentId: null,
};

/** Asks rules about what happened last week, each as if it came alone: what rules would have changed asks no others here. */
export async function runPast(
  app: App,
  rules: readonly ReadyRule[],
  around: Pick<Situation, 'candidates' | 'teams'>,
): Promise<Found> {
  const on = new Set<Trigger>(rules.flatMap((rule) => rule.on));
  const past = await readPast(app, on);
  const found = await findConversations(app, [...new Set(past.map((one) => one.conversationId))]);
  const rows = found.filter(({ isGone }) => !isGone);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const [facts, labels] = await Promise.all([readFacts(app, rows), fieldLabels(app, on)]);
  const called = {
    team: (id: string) => around.teams.get(id)?.name,
    field: (key: string) => labels.get(key),
  };
  const events = new Map<Trigger, { happened: number; matched: number }>();
  const ran = new Map<string, number>();
  const examples: Found['examples'] = [];
  for (const { trigger, conversationId, facts: changed } of past) {
    const row = byId.get(conversationId);
    if (!row) continue;
    const plan = decide(
      rules.filter((rule) => rule.on.includes(trigger)),
      {
        ...UNTOUCHED,
        ...around,
        facts: { ...facts.get(conversationId), ...changed },
        because: becauseOf(trigger, changed, called),
      },
    );
    const fitting = rulesOf(plan);
    const known = events.get(trigger) ?? { happened: 0, matched: 0 };
    events.set(trigger, {
      happened: known.happened + 1,
      matched: known.matched + (fitting.length > 0 ? 1 : 0),
    });
    for (const id of fitting) ran.set(id, (ran.get(id) ?? 0) + 1);
    if (plan.reason !== '' && examples.length < EXAMPLES)
      examples.push({ conversationId, excerpt: row.title ?? row.excerpt, reason: plan.reason });
  }
  return {
    events: [...events].map(([trigger, counts]) => ({ trigger, ...counts })),
    // What runs on arrival, too, was tried on that.
    untold: UNTOLD.filter((trigger) =>
      rules.some(
        (rule) => rule.on.includes(trigger) && !(trigger === 'labelled' && rule.on.includes('arrives')),
      ),
    ),
    ran,
    examples,
  };
}

function rulesOf({ rules, watching }: Plan): string[] {
  return [...new Set([...rules, ...watching.map(({ rule }) => rule)].map(({ id }) => id))];
}
