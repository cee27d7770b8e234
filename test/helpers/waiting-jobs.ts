import { Client as Database } from 'pg';
import type { App } from '#platform/app/index.ts';
import { startEmbedded } from '#platform/db/embedded/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { until } from './app.ts';

/** Works on the database of a program that runs on these data. */
export async function withDatabase<T>(data: string, work: (database: Database) => Promise<T>): Promise<T> {
  const { url } = await startEmbedded({ dataDir: data, log: createLogger('silent'), use: 'join' });
  const database = new Database(url);
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

/** Lets the program do a job of the clock now, as often as told; resolves when all of them are over. */
export function doNow(data: string, job: string, times = 1): Promise<void> {
  return withDatabase(data, async (database) => {
    await database.query('select graphile_worker.add_job($1) from generate_series(1, $2)', [job, times]);
    await until(`${job} is over`, async () => {
      const { rows } = await database.query(
        'select 1 from graphile_worker.jobs where task_identifier = $1 limit 1',
        [job],
      );
      return rows.length === 0;
    });
  });
}

/** Waits until all jobs of an app that were due have run. */
export const jobsOver = (app: App): Promise<void> =>
  until(
    'all jobs ran',
    async () => (await app.db.query('select from graphile_worker.jobs limit 1')).length === 0,
  );
