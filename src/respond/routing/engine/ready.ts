import type { App } from '#platform/app/index.ts';
import { type Catalogue, compileCondition, validateCondition } from '#lib/conditions/index.ts';
import { type FactSource, readSources } from '#respond/conditions/index.ts';
import type { ReadyRule } from '../domain/types.ts';
import { usedFor } from '../domain/watching.ts';
import type { Rule } from '../rules/schema.ts';
import { readRules } from '../rules/service.ts';

interface ReadyRules {
  rules: readonly ReadyRule[];
  /** What knows the facts that any of them asks for, and the language, by which somebody is chosen. */
  sources: readonly FactSource[];
}

interface Ready extends ReadyRules {
  revision: number;
  at: number;
}

/** Rules are made ready again after this long, when names may have changed that they ask for. */
const KEPT_MS = 60_000;
const remembered = new WeakMap<App, Ready>();

/** The active rules, made ready; remembered as long as nobody changes them. `latest` is the revision that stands now. */
export async function readyRules(app: App, latest: number): Promise<ReadyRules> {
  const known = remembered.get(app);
  const now = performance.now();
  if (known?.revision === latest && now - known.at < KEPT_MS) return known;
  const { revision, rules } = await readRules(app);
  const active = rules.filter(({ isActive }) => isActive);
  const { catalogue, knowing } = await readSources(app);
  const made = makeReady(app, active, catalogue);
  const asked = made.flatMap(({ condition }) => [...condition.facts]);
  const ready = { revision, at: now, rules: made, sources: knowing(new Set(['language', ...asked])) };
  remembered.set(app, ready);
  return ready;
}

/** A rule that asks for something that is gone is passed over, and said so in the log: the others go on. */
export function makeReady(app: App, rules: readonly Rule[], catalogue: Catalogue): ReadyRule[] {
  return rules.flatMap((rule) => {
    const { id, name, actions, stops, on } = rule;
    const read = validateCondition(rule.when, catalogue, usedFor(rule));
    if (read.isValid)
      return { id, name, actions, stops, on, condition: compileCondition(read.condition, catalogue) };
    app.log.warn(
      { rule: name, problems: read.problems },
      'a routing rule cannot be asked; it is passed over',
    );
    return [];
  });
}
