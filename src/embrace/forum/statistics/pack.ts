import type { App } from '#platform/app/index.ts';
import { lockPacking, packDays, takeChanges } from './store/pack.ts';

/** Days in one transaction, and in one statement of it. */
const STEP = 32;
const AT_ONCE = 8;

/** Job, and before anybody looks: days of which something changed are counted anew. */
export async function packChangedDays(app: App): Promise<void> {
  while ((await packSome(app)) === STEP);
}

/** Answers how many days it packed. */
function packSome(app: App): Promise<number> {
  return app.db.transaction(async () => {
    await lockPacking(app);
    const days = await takeChanges(app, STEP);
    for (let at = 0; at < days.length; at += AT_ONCE) await packDays(app, days.slice(at, at + AT_ONCE));
    return days.length;
  });
}
