import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createDb, migrate, startEmbedded } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { migrationFolders } from '../../src/main/features.ts';
import { listTopics } from '#listen/topics/index.ts';

/**
 * node tools/bench/topics.ts [--matches 10000000] [--topics 1000]
 * How long the list of all topics takes when so many matches are stored, and how long counting them would take.
 */
const { values } = parseArgs({
  options: {
    matches: { type: 'string', default: '10000000' },
    topics: { type: 'string', default: '1000' },
  },
});
const matches = Number(values.matches);
const topics = Number(values.topics);

const directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
const log = createLogger('error');
const database = await startEmbedded({ dataDir: directory, log });
const db = createDb({ url: database.url, max: 4, log });
const bus = await createBus({ url: database.url, db, log, clock: systemClock });
const config = testConfig({ databaseUrl: database.url });
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

try {
  await migrate(db.pool, migrationFolders);
  await seed();
  const counted = await timed(7, () => listTopics(app));
  const plan = await timed(1, () =>
    onOneConnection('select topic_id, count(*), max(matched_at) from post_topics group by topic_id'),
  );
  console.log(
    `list of ${topics} topics with ${matches} matches: ${format(counted)} (median of 7); counting them: ${format(plan)}`,
  );
} finally {
  await bus.close();
  await db.close();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Topics of very different size (the first has a fifth of everything), matches over 400 days, ten thousand changes not yet folded. */
async function seed(): Promise<void> {
  const slot = `'post_' || lpad(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (i % 32)::int, 1), 1)`;
  await onOneConnection(
    `insert into topics (id, name, query, kind, to_inbox)
       select 'topic_' || lpad(i::text, 26, '0'), 'Topic ' || i, 'word' || i, 'subject', false from generate_series(1, ${topics}) i`,
  );
  for (let from = 0; from < matches; from += 1_000_000) {
    const to = Math.min(matches, from + 1_000_000);
    await onOneConnection(
      `insert into post_topics (post_id, topic_id)
         select ${slot} || lpad(to_hex(i), 25, '0'), 'topic_' || lpad((1 + floor(${topics} * power(((i::bigint * 7919) % 1000003) / 1000003.0, 3)))::int::text, 26, '0')
           from generate_series(${from}, ${to - 1}) i`,
    );
  }
  await onOneConnection(
    'insert into topic_totals select topic_id, count(*) from post_topics group by topic_id',
  );
  await onOneConnection(
    `insert into topic_recent select id, 'post_' || lpad(to_hex(s), 6, '0'), 10 from topics cross join generate_series(1, 83) s`,
  );
  await onOneConnection(
    `insert into topic_count_changes select 'topic_' || lpad((1 + i % ${topics})::text, 26, '0'), 'post_0000ff', 1 from generate_series(1, 10000) i`,
  );
  await onOneConnection('vacuum analyze');
}

/** Without the time limit that statements of the program have. */
async function onOneConnection(statement: string): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query(statement);
  } finally {
    client.release(true);
  }
}

async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work();
    all.push(performance.now() - start);
  }
  return all.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}

function format(milliseconds: number): string {
  return milliseconds > 1000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${milliseconds.toFixed(0)} ms`;
}
