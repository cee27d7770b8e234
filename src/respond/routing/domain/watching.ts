import type { Actions } from '../rules/schema.ts';

/** Whether a rule does anything that somebody else could wait for. */
export function doesMore({ teamId, assign, labels, status, makeCase, notify, answer }: Actions): boolean {
  return (
    Boolean(teamId ?? assign ?? status ?? answer) ||
    labels.length > 0 ||
    makeCase !== null ||
    notify.length > 0
  );
}

/** What a rule's condition may ask for: reach only where it adds watchers, and lets all rules after it have their say. */
export function usedFor({ actions, stops }: { actions: Actions; stops: boolean }): 'watching' | undefined {
  return !stops && !doesMore(actions) && actions.watchers.length > 0 ? 'watching' : undefined;
}
