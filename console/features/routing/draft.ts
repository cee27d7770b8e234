import type { Condition } from '#lib/conditions/index.ts';
import type { Rule, RuleInput } from './types.ts';

/** A rule that nobody has filled in yet. */
export function newRule(): RuleInput {
  return {
    name: '',
    isActive: false,
    when: { version: 1, when: { all: [] } },
    actions: { teamId: null, assign: null, labels: [], status: null, makeCase: null, notify: [] },
    stops: false,
  };
}

/** What an editor begins with. */
export function draftOf({ name, isActive, when, actions, stops }: Rule): RuleInput {
  return { name, isActive, when: { version: 1, when: when.when as Condition }, actions, stops };
}

/** The ids with the one at `from` moved to `to`; the same list when there is nowhere to go. */
export function moved<T>(ids: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || from < 0 || to < 0 || from >= ids.length || to >= ids.length) return ids;
  const rest = ids.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ids[from]!, ...rest.slice(to)];
}
