// Runs one back-fill in a process of its own, to be killed: node backfill-process.ts DATABASE_URL TOPIC. Writes a dot after each step.
import { createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createDb } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { runBackfill } from '../backfill.ts';

const [url = '', topicId = ''] = process.argv.slice(2);
const log = createLogger('error');
const db = createDb({ url, max: 3, log });
const config = testConfig({ databaseUrl: url });
const bus = await createBus({ url, db, log, clock: systemClock });
const app = createApp({
  config,
  log,
  clock: systemClock,
  db,
  bus,
  jobs: createJobs({ db, log, concurrency: 1 }),
  outward: createOutward({ allow: config.allowOutward, log }),
  secrets: createSecrets(config),
});
const transaction = db.transaction.bind(db);
db.transaction = async (work) => {
  const result = await transaction(work);
  process.stdout.write('.');
  return result;
};
await runBackfill(app, topicId, new AbortController().signal);
process.exit(0);
