import type { Condition } from '#lib/conditions/index.ts';
import type { Rule, RuleInput } from './types.ts';

/** A rule that nobody has filled in yet. */
export function newRule(): RuleInput {
  return {
    name: '',
    isActive: false,
    on: ['arrives', 'labelled'],
    waitMinutes: null,
    when: { version: 1, when: { all: [] } },
    actions: {
      teamId: null,
      assign: null,
      labels: [],
      status: null,
      makeCase: null,
      notify: [],
      answer: null,
      watchers: [],
    },
    stops: false,
  };
}

/** What an editor begins with. */
export function draftOf({ name, isActive, on, waitMinutes, when, actions, stops }: Rule): RuleInput {
  return {
    name,
    isActive,
    on,
    waitMinutes,
    when: { version: 1, when: when.when as Condition },
    actions,
    stops,
  };
}
