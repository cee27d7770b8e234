import type { App } from '#platform/app/index.ts';
import { knownOf, readCatalogue } from '#respond/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import { countAnswered } from '#respond/out-of-hours/index.ts';
import { decide } from '../domain/decide.ts';
import type { Plan } from '../domain/types.ts';
import type { DryRunView } from './schema.ts';
import { makeReady } from '../engine/ready.ts';
import { readStaffing } from '../engine/situation.ts';
import { readMoment } from '../engine/store.ts';
import type { RuleInput } from '../rules/schema.ts';
import { readRules } from '../rules/service.ts';
import { runPast, UNTOUCHED } from './past-run.ts';

const EXAMPLES = 12;

/** Asks rules about last week's conversations and changes nothing. Nobody counts as busy or away: it shows where things would go. */
export async function dryRun(
  app: App,
  asked: { rules?: readonly RuleInput[] | undefined; withDrafts: boolean },
): Promise<DryRunView> {
  const given = asked.rules ?? (await readRules(app)).rules;
  const rules = given
    .map((rule, index) => ({ ...rule, id: String(index) }))
    .filter(({ isActive }) => isActive || asked.withDrafts);
  const [catalogue, staffing, { known, share }] = await Promise.all([
    readCatalogue(app),
    readMoment(app).then((moment) => readStaffing(app, moment)),
    knownOf(app, 'week'),
  ]);
  const ready = makeReady(app, rules, catalogue);
  const candidates = staffing.candidates.map((one) => ({ ...one, isAway: false, isWorking: true, load: 0 }));
  const teams = new Map([...staffing.teams].map(([id, team]) => [id, { ...team, isOpen: true }]));
  const arriving = ready.filter(({ on }) => on.includes('arrives'));
  const past = await runPast(app, ready, { candidates, teams });
  const plans = known.map(({ row, facts }) => ({
    row,
    plan: decide(arriving, { ...UNTOUCHED, facts, candidates, teams }),
  }));
  const fitted = plans.filter(({ plan }) => plan.rules.length + plan.watching.length > 0);
  return {
    checked: plans.length,
    share,
    untouched: plans.length - fitted.length,
    rules: rules.map(({ id, name, isActive }) => ({
      name,
      isActive,
      matched: fitted.filter(({ plan }) => hasRule(plan, id)).length,
      ran: past.ran.get(id) ?? 0,
    })),
    teams: countTeams(
      fitted.map(({ plan }) => plan.teamId),
      staffing.teams,
    ),
    answered: await countAnswered(
      app,
      fitted.flatMap(({ row, plan }) =>
        plan.answer ? { row, teamId: plan.teamId, answer: plan.answer.answer } : [],
      ),
    ),
    events: past.events,
    untold: past.untold,
    examples: [
      ...fitted.slice(0, EXAMPLES - Math.min(EXAMPLES / 2, past.examples.length)).map(exampleOf),
      ...past.examples,
    ].slice(0, EXAMPLES),
  };
}

function exampleOf({ row, plan }: { row: Conversation; plan: Plan }): DryRunView['examples'][number] {
  const watched = plan.watching.map(({ rule }) => `watched by rule ‘${rule.name}’`);
  return {
    conversationId: row.id,
    excerpt: row.title ?? row.excerpt,
    reason: [plan.reason, ...watched].filter(Boolean).join('; '),
  };
}

function hasRule({ rules, watching }: Plan, id: string): boolean {
  return rules.some((rule) => rule.id === id) || watching.some(({ rule }) => rule.id === id);
}

function countTeams(
  ids: readonly (string | null)[],
  teams: ReadonlyMap<string, { name: string }>,
): DryRunView['teams'] {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({ id, name: teams.get(id)?.name ?? id, count }))
    .sort((a, b) => b.count - a.count);
}
