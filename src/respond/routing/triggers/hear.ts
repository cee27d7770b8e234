import type { App } from '#platform/app/index.ts';
import { insertEvents, type NewEvent } from './store.ts';

export const DECIDE_JOB = 'routing.decide';

/** Writes down what rules are to be asked about, in the ambient transaction: what is told twice is heard once. */
export async function hearEvents(app: App, events: readonly NewEvent[]): Promise<void> {
  if ((await insertEvents(app, events)) > 0) await app.jobs.enqueue(DECIDE_JOB, {}, { key: DECIDE_JOB });
}

/** Whether a rule did it; what colleagues, customers and the program do has no such id. */
export function isRule(by: string | null): by is `rrule_${string}` {
  return by?.startsWith('rrule_') === true;
}
