import type { App } from '#platform/app/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { eraseMembers } from '../index.ts';

type Act = () => Promise<unknown>;

/**
 * Erases a member and begins all of `acts` before the erasure is committed. Each has to wait for it. Answers what each said; what did not wait is
 * an error of `until`.
 */
export async function erasedMeanwhile(app: App, memberId: string, acts: readonly Act[]): Promise<string[]> {
  const [isErased, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const erasing = app.db.transaction(async () => {
    await eraseMembers(app, [memberId]);
    isErased.resolve();
    await gate.promise;
  });
  await Promise.race([isErased.promise, erasing]);
  const begun = Promise.all(acts.map((act) => act().then(() => 'done', String)));
  try {
    await until('all wait for the erasure', async () => (await waiting(app)) >= acts.length);
  } finally {
    gate.resolve();
    await erasing;
  }
  return begun;
}

/** How many statements wait for a lock of another transaction. */
async function waiting(app: App): Promise<number> {
  const rows = await app.db.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}
