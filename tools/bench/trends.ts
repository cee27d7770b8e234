import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createApp, systemActor } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createDb, migrate, startEmbedded } from '#platform/db/index.ts';
import { createJobs, migrateJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { matcherPort, takeIn } from '#listen/intake/index.ts';
import { postsFeature, topicPostsPort } from '#listen/posts/index.ts';
import { createTopic } from '#listen/topics/index.ts';
import { countDueHours, keepInStep, labelsToCountPort, trendsObserver } from '#listen/trends/index.ts';
import { readBehind } from '../../src/listen/trends/behind.ts';
import { readOverview } from '../../src/listen/trends/overview.ts';
import { readShare } from '../../src/listen/trends/share.ts';
import { readEmerging, readTop } from '../../src/listen/trends/tops.ts';
import { migrationFolders } from '../../src/main/features.ts';
import { randomFrom } from '../../test/helpers/random.ts';
import * as workload from './match/workload.ts';
import { scaleUp } from './seed/trends.ts';

/**
 * `npm run bench trends [-- --posts 60000 --mentions 10000000 --topics 40 --runs 40 --seed 1]`
 * 1. The real path: posts are taken in for three brand topics over 28 days, folded and counted; posts a second.
 * 2. Ten million mentions: the counters of these topics are copied to every hour of 400 days of so many topics, hours scaled to the number of
 *    mentions, days added up by the database. Posts and pairs are not copied: nothing but the posts behind a number reads them, and these are
 *    asked of the real ones.
 * 3. What the dashboard asks, p50 and p95.
 */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '60000' },
    mentions: { type: 'string', default: '10000000' },
    topics: { type: 'string', default: '40' },
    runs: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
  },
});
const POSTS = Number(values.posts);
const RUNS = Number(values.runs);
const DAY = 86_400_000;
const random = randomFrom(Number(values.seed));

const directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
const log = createLogger('error');
const database = await startEmbedded({ dataDir: directory, log });
const db = createDb({ url: database.url, max: 6, log });
const bus = await createBus({ url: database.url, db, log, clock: systemClock });
const config = testConfig({ databaseUrl: database.url });
const jobs = createJobs({ db, log, concurrency: 1 });
const app = createApp({
  config,
  log,
  clock: systemClock,
  db,
  bus,
  jobs,
  outward: createOutward({ allow: config.allowOutward, log }),
  secrets: createSecrets(config),
});
try {
  await migrate(db.pool, migrationFolders);
  await migrateJobs(db);
  const ids = await makeTopics();
  await realPath(ids);
  const topics = await scaleUp(app, {
    mentions: Number(values.mentions),
    topics: Number(values.topics),
    from: ids,
  });
  await ask(topics, ids[0]!);
} finally {
  await bus.close();
  await db.close();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}

async function makeTopics(): Promise<string[]> {
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three'])
    ids.push(
      (await createTopic(app, systemActor, { name, query: `topic${name}`, kind: 'brand', toInbox: false }))
        .id,
    );
  return ids;
}

async function realPath(ids: readonly string[]): Promise<void> {
  app.provide(matcherPort, {
    match: ({ externalId }) => [{ topicId: ids[Number(externalId) % ids.length]!, toInbox: false }],
  });
  app.provide(topicPostsPort, trendsObserver);
  const sentiments = ['negative', 'neutral', 'positive'] as const;
  app.provide(labelsToCountPort, {
    read: async (_, postIds) =>
      new Map(
        postIds.map((id, n) => [
          id,
          {
            language: ['en', 'de', 'es'][n % 3]!,
            sentiment: sentiments[n % 3]!,
            labels: n % 4 ? [] : ['complaint'],
            country: 'US',
            region: `TN${n % 9}`,
          },
        ]),
      ),
  });
  const texts = workload.posts(1, POSTS);
  const start = performance.now();
  for (let from = 0; from < POSTS; from += 1000) {
    await takeIn(app, {
      sourceId: 'src_bench',
      items: texts.slice(from, from + 1000).map(({ text }, index) => ({
        type: 'post',
        origin: 'bench',
        externalId: String(from + index),
        version: 1,
        network: 'bluesky',
        kind: 'post',
        author: {
          externalId: `author-${Math.floor(random() ** 3 * 20_000)}`,
          followers: Math.floor(random() ** 6 * 100_000),
        },
        text,
        links: index % 5 === 0 ? [`https://site${index % 300}.example/a`] : [],
        createdAt: new Date(Date.now() - random() * 28 * DAY),
      })),
    });
  }
  const stored = performance.now();
  await postsFeature.jobs!(app)['posts.count']!({}, new AbortController().signal);
  await keepInStep(app);
  const folded = performance.now();
  await countDueHours(app, new AbortController().signal, true);
  const counted = performance.now();
  const [rows] = await app.db.query<{ hours: number }>('select count(*) as hours from trend_hours');
  console.log(`taken in: ${rate(POSTS, stored - start)} (trends write nothing then)`);
  console.log(`marked:   ${Math.round(folded - stored)} ms`);
  console.log(
    `counted:  ${rate(POSTS * 2, counted - folded)}, each post for its topic and for the brand, ${rows!.hours} rows`,
  );
}

async function ask(topics: readonly string[], real: string): Promise<void> {
  console.log(`\n${'milliseconds'.padEnd(52)}     p50     p95`);
  const now = Date.now();
  const span = (days: number) => ({
    from: new Date(now - days * DAY),
    to: new Date(now),
    zone: 'Europe/Berlin',
  });
  const any = (run: number) => topics[run % topics.length]!;
  for (const days of [1, 7, 28, 90, 365]) {
    await measure(`overview, ${days} days`, (run) => readOverview(app, { subject: any(run), ...span(days) }));
  }
  await measure('overview of the brand, 28 days', () => readOverview(app, { subject: 'brand', ...span(28) }));
  for (const days of [28, 365])
    await measure(`share of voice, 8 topics, ${days} days`, () => readShare(app, span(days)));
  for (const list of ['authors', 'words'] as const) {
    for (const days of [1, 28, 365])
      await measure(`top ${list}, ${days} days`, (run) =>
        readTop(app, list, { subject: any(run), ...span(days), limit: 20 }),
      );
  }
  await measure('emerging words, 7 days', (run) =>
    readEmerging(app, { subject: any(run), ...span(7), limit: 20 }),
  );
  const behind = { subject: real, ...span(28), limit: 25 };
  await measure('posts behind the total', () => readBehind(app, behind));
  await measure('posts behind a sentiment', () =>
    readBehind(app, { ...behind, by: 'sentiment', value: 'negative' }),
  );
  await measure('posts behind a rare region', () =>
    readBehind(app, { ...behind, by: 'region', value: 'US/TN8' }),
  );
  const words = await readTop(app, 'words', { subject: real, ...span(28), limit: 60 });
  await measure('posts behind a word', (run) =>
    readBehind(app, { ...behind, by: 'words', value: words.items[run % words.items.length]!.name }),
  );
}

async function measure(name: string, once: (run: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await once(run);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(RUNS - 1, Math.floor(RUNS * share))]!.toFixed(1).padStart(8);
  console.log(`${name.padEnd(52)}${at(0.5)}${at(0.95)}`);
}

function rate(posts: number, milliseconds: number): string {
  return `${Math.round(posts / (milliseconds / 1000)).toLocaleString('en')} posts/s`;
}
