import type { Purpose } from '#lib/conditions/index.ts';
import type { Actions } from '../rules/schema.ts';
import { hearsEvents, type Trigger } from './triggers.ts';

/** Whether a rule does anything that somebody else could wait for. */
export function doesMore({ teamId, assign, labels, status, makeCase, notify, answer }: Actions): boolean {
  return (
    Boolean(teamId ?? assign ?? status ?? answer) ||
    labels.length > 0 ||
    makeCase !== null ||
    notify.length > 0
  );
}

/** What a rule's condition may ask for: reach only where it adds watchers, and lets all rules after it have their say; what was before only on a change. */
export function usedFor(rule: { actions: Actions; stops: boolean; on: readonly Trigger[] }): Purpose[] {
  const { actions, stops, on } = rule;
  const onlyWatches = !stops && !doesMore(actions) && actions.watchers.length > 0;
  return [...(onlyWatches ? ['watching' as const] : []), ...(hearsEvents(on) ? ['change' as const] : [])];
}
