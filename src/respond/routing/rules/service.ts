import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readTeams, readWorkers } from '#people/teams/index.ts';
import { mustBeSayable } from '#respond/out-of-hours/index.ts';
import { describe, validateCondition } from '#lib/conditions/index.ts';
import { readCatalogue, readCondition } from '#respond/conditions/index.ts';
import type { Trigger } from '../domain/triggers.ts';
import { doesMore, usedFor } from '../domain/watching.ts';
import { routingErrors } from '../errors.ts';
import { deleteOldEvents } from '../triggers/store.ts';
import { type Sweep, writeSweeps } from '../triggers/sweep-store.ts';
import type { Rule, RuleInput, RulesView } from './schema.ts';
import { countMoves, deleteOldMoves, insertRevision, selectRevisions } from './store.ts';

const MOST_RULES = 200;

/** The rules in their order. */
export async function readRules(app: App): Promise<{ revision: number; rules: Rule[] }> {
  const [now] = await selectRevisions(app, 1);
  return { revision: now?.revision ?? 0, rules: now?.rules ?? [] };
}

/** What active rules run on, and whether any of them answers by itself. */
export async function activeRules(app: App): Promise<{ on: ReadonlySet<Trigger>; doAnswer: boolean }> {
  const active = (await readRules(app)).rules.filter(({ isActive }) => isActive);
  return {
    on: new Set(active.flatMap(({ on }) => on)),
    doAnswer: active.some(({ actions }) => Boolean(actions.answer)),
  };
}

/** The rules with their conditions in words and what they did. */
export async function showRules(app: App): Promise<RulesView> {
  const [[now, before], catalogue, moves] = await Promise.all([
    selectRevisions(app, 2),
    readCatalogue(app),
    countMoves(app),
  ]);
  const textOf = (rule: Rule) => {
    const read = validateCondition(rule.when, catalogue, usedFor(rule));
    return read.isValid ? describe(read.condition, catalogue) : (read.problems[0]?.message ?? '');
  };
  return {
    revision: now?.revision ?? 0,
    rules: (now?.rules ?? []).map((rule) => ({
      ...rule,
      text: textOf(rule),
      moved: moves.get(rule.id) ?? 0,
    })),
    last:
      now && (before || now.revision === 1)
        ? { what: now.what, by: now.byName, at: now.at.toISOString() }
        : null,
  };
}

/** Adds a rule at the end, or changes one where it stands. */
export async function saveRule(
  app: App,
  actor: Actor,
  revision: number,
  input: RuleInput,
  id?: string,
): Promise<{ id: string; revision: number }> {
  await checkRule(app, input);
  const saved = id ?? newId('rrule');
  const next = await change(app, actor, revision, `${id ? 'changed' : 'added'} ‘${input.name}’`, (rules) => {
    const rule = { ...input, id: saved };
    if (id === undefined && rules.length >= MOST_RULES) throw routingErrors('routing.too_many');
    if (id === undefined) return [...rules, rule];
    mustHave(rules, id);
    return rules.map((one) => (one.id === id ? rule : one));
  });
  return { id: saved, revision: next };
}

export function removeRule(app: App, actor: Actor, revision: number, id: string): Promise<number> {
  return change(app, actor, revision, 'removed a rule', (rules) => {
    mustHave(rules, id);
    return rules.filter((one) => one.id !== id);
  });
}

/** Puts the rules in another order: all ids, the first to be asked first. */
export function orderRules(
  app: App,
  actor: Actor,
  revision: number,
  ids: readonly string[],
): Promise<number> {
  return change(app, actor, revision, 'changed the order', (rules) => {
    const isWhole = ids.length === rules.length && rules.every(({ id }) => ids.includes(id));
    if (!isWhole) throw routingErrors('routing.order_incomplete');
    return ids.map((id) => rules.find((one) => one.id === id)!);
  });
}

/** Brings back what stood before the last change; called again, it brings back the change. */
export async function undoRules(app: App, actor: Actor, revision: number): Promise<number> {
  const [now, before] = await selectRevisions(app, 2);
  if (!now) throw routingErrors('routing.nothing_to_undo');
  return change(
    app,
    actor,
    revision,
    `took back: ${now.what.replace(/^took back: /, '')}`,
    () => before?.rules ?? [],
  );
}

/** Forgets what figures do not look back to any more. */
export async function forgetOldMoves(app: App): Promise<void> {
  await deleteOldMoves(app);
  await deleteOldEvents(app);
}

async function change(
  app: App,
  actor: Actor,
  revision: number,
  what: string,
  make: (rules: Rule[]) => Rule[],
): Promise<number> {
  return app.db.transaction(async () => {
    const now = await readRules(app);
    if (now.revision !== revision) throw routingErrors('routing.overtaken');
    const next = revision + 1;
    const rules = make(now.rules);
    if (!(await insertRevision(app, next, rules, what, actor))) throw routingErrors('routing.overtaken');
    await writeSweeps(app, rules.filter(({ isActive }) => isActive).flatMap(sweepOf));
    await audit(app, actor, {
      action: 'routing.changed',
      subject: 'routing',
      detail: { revision: next, what },
    });
    await app.bus.publish('routing.changed', { revision: next });
    return next;
  });
}

function sweepOf({ id, on, waitMinutes }: Rule): Sweep[] {
  return on.includes('waited') && waitMinutes !== null ? [{ ruleId: id, minutes: waitMinutes }] : [];
}

async function checkRule(app: App, rule: RuleInput): Promise<void> {
  const { when, actions, on, waitMinutes } = rule;
  await readCondition(app, when, undefined, usedFor(rule));
  if (on.includes('waited') && waitMinutes === null) throw routingErrors('routing.time_missing');
  if (actions.answer && !on.includes('arrives')) throw routingErrors('routing.answers_arrivals');
  const { teamId, assign, notify, answer, watchers } = actions;
  if (answer) await mustBeSayable(app, answer);
  if (!doesMore(actions) && watchers.length === 0) throw routingErrors('routing.does_nothing');
  if (assign?.how === 'person' && assign.userId === null) throw routingErrors('routing.person_missing');
  const [teams, workers] = await Promise.all([readTeams(app), readWorkers(app)]);
  const known = new Set([...teams, ...workers].map(({ id }) => id));
  const named = [teamId, assign?.userId ?? null, ...notify.filter((who) => who !== 'lead'), ...watchers];
  const unknown = named.find((id) => id !== null && !known.has(id));
  if (unknown) throw routingErrors('routing.unknown_name', { id: unknown });
}

function mustHave(rules: readonly Rule[], id: string): void {
  if (!rules.some((one) => one.id === id)) throw routingErrors('routing.rule_not_found', { id });
}
