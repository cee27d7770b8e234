import type { Assign } from '../rules/schema.ts';
import { choose } from './choose.ts';
import { doesMore } from './watching.ts';
import type { Choice, Plan, ReadyRule, Situation } from './types.ts';

/**
 * What the rules want of one conversation. They are asked in their order; of team, person, status and case the first that says something
 * counts, labels and notices come together. Whom a person chose, and a team that was set before, stays. Pure.
 */
export function decide(rules: readonly ReadyRule[], situation: Situation): Plan {
  return planOf(fittingRules(rules, situation), situation);
}

/** What rules that fit want. Pure. */
export function planOf(all: readonly ReadyRule[], situation: Situation): Plan {
  // Who only watches has no part in what is decided, and is not told as a reason of it.
  const fitting = all.filter(({ actions }) => doesMore(actions));
  const first = <T>(of: (rule: ReadyRule) => T | null): T | null =>
    fitting.map(of).find((value) => value !== null) ?? null;
  const isTaken = situation.assigneeId !== null || situation.isByHand;
  const wantedTeam = first(({ actions }) =>
    situation.teams.has(actions.teamId ?? '') ? actions.teamId : null,
  );
  const teamId =
    situation.isByHand || situation.assigneeId !== null ? situation.teamId : (wantedTeam ?? situation.teamId);
  const assigning = fitting.find(({ actions }) => actions.assign !== null);
  const team = teamId === null ? undefined : situation.teams.get(teamId);
  const status = first(({ actions }) => actions.status);
  const isOver = situation.isDone === true && status !== 'open';
  const choice =
    assigning && !isTaken && !isOver ? choose(assigning.actions.assign!, team, situation) : undefined;
  return {
    rules: fitting.map(({ id, name }) => ({ id, name })),
    teamId,
    assigneeId: choice?.person?.id ?? null,
    labels: [...new Set(fitting.flatMap(({ actions }) => actions.labels))],
    status,
    makeCase: first(({ actions }) => actions.makeCase),
    notify: notified(fitting, team?.leadId ?? null),
    watching: all.flatMap(({ id, name, actions: { watchers } }) =>
      watchers.length > 0 ? [{ rule: { id, name }, userIds: watchers }] : [],
    ),
    answer: answering(fitting),
    waits: waits(assigning, choice, team !== undefined && status !== 'done'),
    reason: reasonOf(fitting, situation, teamId, choice),
  };
}

/** Those that fit, in their order, up to one that stops. */
export function fittingRules(rules: readonly ReadyRule[], { facts, labelsBefore }: Situation): ReadyRule[] {
  const fitting: ReadyRule[] = [];
  for (const rule of rules) {
    if (!rule.condition.holds(facts)) continue;
    fitting.push(rule);
    if (rule.stops) break;
  }
  if (!labelsBefore) return fitting;
  const before = { ...facts, label: labelsBefore };
  return fitting.filter((rule) => !rule.condition.holds(before));
}

function notified(fitting: readonly ReadyRule[], leadId: string | null): string[] {
  const named = fitting.flatMap(({ actions }) => actions.notify);
  return [...new Set(named.flatMap((who) => (who === 'lead' ? (leadId ?? []) : who)))];
}

function answering(fitting: readonly ReadyRule[]): Plan['answer'] {
  const rule = fitting.find(({ actions }) => actions.answer);
  return rule?.actions.answer ? { id: rule.id, name: rule.name, answer: rule.actions.answer } : null;
}

/** Only in a team's queue somebody will come by. */
function waits(
  rule: ReadyRule | undefined,
  choice: Choice | undefined,
  hasQueue: boolean,
): { ruleName: string; how: Assign } | null {
  return rule && choice && choice.person === null && hasQueue
    ? { ruleName: rule.name, how: rule.actions.assign! }
    : null;
}

/** `rule ‘German billing’ → team Billing, Ana (least busy: 3 of 8, speaks German)` */
function reasonOf(
  fitting: readonly ReadyRule[],
  situation: Situation,
  teamId: string | null,
  choice: Choice | undefined,
): string {
  if (fitting.length === 0) return '';
  const names = fitting.map(({ name }) => `‘${name}’`).join(', ');
  const team = teamId !== null && teamId !== situation.teamId ? situation.teams.get(teamId) : undefined;
  const wantsSomebody = fitting.some(({ actions }) => (actions.teamId ?? actions.assign) !== null);
  const isLeft = wantsSomebody && (situation.isByHand || situation.assigneeId !== null);
  const told = [
    ...(team ? [`team ${team.name}`] : []),
    ...(choice ? [who(choice)] : []),
    ...(isLeft ? ['left as a colleague decided'] : []),
    ...labelsOf(fitting),
    ...(situation.because === undefined ? [] : toldOf(fitting, situation, teamId)),
  ];
  const because = situation.because === undefined ? '' : `, because ${situation.because}`;
  return `rule${fitting.length === 1 ? '' : 's'} ${names}${because}${told.length > 0 ? ` → ${told.join(', ')}` : ''}`;
}

function who(choice: Choice): string {
  return choice.person ? `${choice.person.name} (${choice.why})` : `nobody yet: ${choice.why}`;
}

function labelsOf(fitting: readonly ReadyRule[]): string[] {
  const labels = [...new Set(fitting.flatMap(({ actions }) => actions.labels))];
  return labels.length === 0 ? [] : [`label ${labels.map((label) => `“${label}”`).join(', ')}`];
}

/** What happens beside, for rules whose whole effect the history must tell: “opened, Bo told”. */
function toldOf(fitting: readonly ReadyRule[], situation: Situation, teamId: string | null): string[] {
  const status = fitting.map(({ actions }) => actions.status).find((one) => one !== null);
  const team = teamId === null ? undefined : situation.teams.get(teamId);
  const names = notified(fitting, team?.leadId ?? null).flatMap(
    (id) => situation.candidates.find((one) => one.id === id)?.name ?? [],
  );
  return [
    ...(status ? [status === 'done' ? 'marked done' : 'opened'] : []),
    ...(names.length > 0 ? [`${names.join(', ')} told`] : []),
  ];
}
