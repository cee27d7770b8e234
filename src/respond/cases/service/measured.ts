import type { Actor, App } from '#platform/app/index.ts';
import { addSeconds, takeElapsed } from '../store/measured.ts';
import { withinBudget } from '../domain/measured.ts';
import { readSettings } from './types.ts';

/** The longest that one batch can tell of, in seconds: what a console keeps while it cannot be heard goes no further. */
const MOST = 120;

/**
 * Adds what a console measured to its cases: seconds while a case was open before somebody who was at work. Never more than the clock
 * went on since that person's last batch, however many windows there are; nothing while it is switched off. It is kept for the case,
 * not for the person.
 */
export async function addMeasured(
  app: App,
  actor: Actor,
  items: readonly { caseId: string; seconds: number }[],
): Promise<void> {
  if (!(await readSettings(app)).measuresTime) return;
  await app.db.transaction(async () => {
    const counted = withinBudget(items, await takeElapsed(app, actor.id, MOST));
    if (counted.length > 0) await addSeconds(app, counted);
  });
}
