import { systemClock } from '#platform/clock/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createJobs } from '../index.ts';

/** A process that works on the database of its first argument and says on its output which job it began, or gave up. */
const [url = '', times = '{}'] = process.argv.slice(2);
const log = createLogger('silent');
const db = createDb({ url, max: 4, log });
const jobs = createJobs({ db, log, concurrency: 1, leaseTimes: JSON.parse(times) });
const handler = async (payload: unknown, signal: AbortSignal) => {
  process.stdout.write(`began ${String(payload)}\n`);
  signal.addEventListener('abort', () => process.stdout.write(`gave up ${String(payload)}\n`));
  await systemClock.sleep(600_000, signal);
};
await jobs.work({ 'test.hangs': handler }, []);
process.stdout.write('works\n');
