import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { InboundPost } from '#connectors/kit/index.ts';
import { type App, createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createDb, migrate, startEmbedded } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { matcherPort, postObserverPort, takeIn } from '#listen/intake/index.ts';
import { endThread } from '#listen/understanding/apart/threads.ts';
import { inboxObserver } from '#respond/inbox/index.ts';
import { migrationFolders } from '../../src/main/features.ts';
import { readCorpus } from '../train/data.ts';
import { watchStalls } from './time/stalls.ts';

/**
 * What taking posts in costs beside matching them, which `match.ts` measures: the matcher here says at random what matches.
 * Shares take turns for `--rounds` rounds after one that warms up and does not count; the last line of a share is its median.
 *
 *     node tools/bench/intake.ts [--posts 200000] [--batch 2000] [--rounds 3] [--seed 1] [--only 0|1] [--settings name=value,…] [--inbox]
 *       [--labels thread,here] [--texts words|corpus]
 *
 * With `--inbox` each post that matches opens a conversation. Labels are found in a thread and, in turns with that, in this thread; `--labels
 * thread` or `--labels here` does only one of it. `--texts corpus` takes sentences of the training corpus in place of made-up words.
 */
const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '200000' },
    batch: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    settings: { type: 'string', default: '' },
    inbox: { type: 'boolean', default: false },
    labels: { type: 'string', default: 'thread,here' },
    texts: { type: 'string', default: 'words' },
  },
});

const WARM_UP = 20_000;
const directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
const log = createLogger('error');
const settings = Object.fromEntries(
  values.settings
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.split('=') as [string, string]),
);
const database = await startEmbedded({ dataDir: directory, log, settings });
const config = testConfig({ databaseUrl: database.url });
const db = createDb({ url: database.url, max: 4, log });
await migrate(db.pool, migrationFolders);
const bus = await createBus({ url: database.url, db, log, clock: systemClock });
const jobs = createJobs({ db, log, concurrency: 1 });
const outward = createOutward({ allow: config.allowOutward, log });
const secrets = createSecrets(config);
const corpus = values.texts === 'corpus' ? readCorpus().map(({ text }) => text) : undefined;

try {
  const shares = values.only ? [Number(values.only)] : [0, 1];
  // Where nothing matches nothing is labelled.
  const ways = shares.flatMap((share) =>
    (share === 0 ? ['thread'] : values.labels.split(',')).map((labels) => ({
      share,
      labels,
      app: openApp(labels),
      rates: [] as number[],
      number: 0,
    })),
  );
  for (const [index, way] of ways.entries()) way.number = index;
  for (const way of ways) await measure(way, 0, WARM_UP);
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const way of ways) way.rates.push(await measure(way, round, Number(values.posts)));
  }
  for (const { share, labels, rates } of ways)
    print({ matching: `${share * 100} %`, labels, medianPostsPerSecond: middle(rates) });
  for (const { app } of ways) await endThread(app);
} finally {
  await bus.close();
  await db.close();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}

interface Way {
  share: number;
  labels: string;
  app: App;
  rates: number[];
  number: number;
}

function openApp(labels: string): App {
  const app = createApp({ config, log, clock: systemClock, db, bus, jobs, outward, secrets });
  if (values.inbox) app.provide(postObserverPort, inboxObserver);
  if (labels === 'here') void endThread(app);
  return app;
}

/** Takes posts in, a share of which belongs to a topic, prints the rate and resolves to it. */
async function measure({ share, labels, app, number }: Way, round: number, count: number): Promise<number> {
  const random = seeded(Number(values.seed) + share + 10 * round);
  const size = Number(values.batch);
  const words = vocabulary(random);
  app.provide(matcherPort, {
    match: () => (share > 0 && random() < share ? [{ topicId: 'topic_bench', toInbox: values.inbox }] : []),
  });
  const posts: InboundPost[] = [];
  for (let i = 0; i < count; i++) posts.push(makePost(random, words, number * 1e9 + round * 1e7 + i));
  const cpuBefore = process.cpuUsage();
  const ownBefore = process.threadCpuUsage();
  const databaseBefore = await databaseCpuMicros();
  const start = performance.now();
  let kept = 0;
  const stalls = watchStalls();
  const times: number[] = [];
  for (let from = 0; from < count; from += size) {
    const batchStart = performance.now();
    const result = await takeIn(app, { sourceId: 'src_bench', items: posts.slice(from, from + size) });
    times.push(performance.now() - batchStart);
    kept += result.kept;
  }
  const seconds = (performance.now() - start) / 1000;
  const stalled = stalls.end();
  const cpu = process.cpuUsage(cpuBefore);
  const own = process.threadCpuUsage(ownBefore);
  const databaseAfter = await databaseCpuMicros();
  const databaseCpu = [...databaseAfter]
    .map(([pid, micros]) => rounded((micros - (databaseBefore.get(pid) ?? 0)) / count))
    .sort((a, b) => b - a);
  const found = await db.query<{ count: number }>(
    'select count(*) as count from posts where search @@ $1::tsquery',
    [`'${words[40]}'`],
  );
  const report = {
    matching: `${share * 100} %`,
    labels,
    round: round === 0 ? 'warm-up' : round,
    seed: Number(values.seed),
    posts: count,
    batch: size,
    kept,
    seconds: rounded(seconds),
    postsPerSecond: Math.round(count / seconds),
    medianBatchMs: Math.round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0),
    slowestBatchMs: Math.round(Math.max(...times)),
    stallMsP50P99Longest: stalled.waited,
    turnCpuMsP50P99Longest: stalled.worked,
    megabytes: Math.round(process.memoryUsage.rss() / 1e6),
    load: rounded(os.loadavg()[0]!),
    nodeCpuMicrosPerPost: rounded((cpu.user + cpu.system) / count),
    // Of these, what this thread spends that also talks to the database and answers requests.
    mainThreadCpuMicrosPerPost: rounded((own.user + own.system) / count),
    databaseCpuMicrosPerPost: rounded(databaseCpu.reduce((sum, micros) => sum + micros, 0)),
    // The connection that stores, and the one that merges search terms beside it.
    busiestDatabaseProcesses: databaseCpu.slice(0, 2),
    foundBySearch: found[0]?.count,
  };
  print(report);
  return report.postsPerSecond;
}

function print(report: object): void {
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

function middle(all: readonly number[]): number {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)]!;
}

/** Processor time of each process of this PostgreSQL so far, in µs; empty where there is no /proc. Rates depend on who else uses the machine, this hardly. */
async function databaseCpuMicros(): Promise<Map<string, number>> {
  const TICK_MICROS = 10_000;
  const micros = new Map<string, number>();
  const postmaster = (
    await readFile(path.join(directory, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  ).split('\n')[0];
  for (const pid of await readdir('/proc').catch(() => [])) {
    const line = /^\d+$/.test(pid) ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') : '';
    const [, parent, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ');
    // Times of the process itself, and for the postmaster those of its ended children too.
    const times = pid === postmaster ? rest.slice(9, 13) : rest.slice(9, 11);
    if (parent === postmaster || pid === postmaster)
      micros.set(pid, TICK_MICROS * times.reduce((sum, ticks) => sum + Number(ticks), 0));
  }
  return micros;
}

function makePost(random: () => number, words: readonly string[], number: number): InboundPost {
  const length = 4 + Math.floor(random() * 40);
  const text = corpus
    ? corpus[Math.floor(corpus.length * random())]!
    : Array.from({ length }, () => words[Math.floor(words.length * random() ** 3)]!).join(' ');
  const author = `did:plc:${Math.floor(random() * 200_000)
    .toString(36)
    .padStart(24, 'a')}`;
  const externalId = `at://${author}/app.bsky.feed.post/3k${number.toString(36).padStart(11, '2')}`;
  const isReply = random() < 0.4;
  const parent = `at://did:plc:${Math.floor(random() * 200_000)
    .toString(36)
    .padStart(24, 'b')}/app.bsky.feed.post/3k${Math.floor(random() * 1e9).toString(36)}`;
  return {
    type: 'post',
    origin: 'bluesky',
    externalId,
    version: 1_700_000_000_000_000 + number,
    network: 'bluesky',
    kind: isReply ? 'reply' : 'post',
    author: { externalId: author },
    text,
    langs: ['en'],
    url: `https://bsky.app/profile/${author}/post/3k${number}`,
    links: random() < 0.2 ? [`https://${words[Math.floor(random() * 2000)]}.example/page`] : [],
    createdAt: new Date(1_790_000_000_000 + number * 10),
    ...(isReply ? { parentExternalId: parent, rootExternalId: parent } : {}),
    revision: `bafyrei${number.toString(36).padStart(52, 'x')}`,
  };
}

function vocabulary(random: () => number): string[] {
  return Array.from({ length: 30_000 }, () => {
    const length = 2 + Math.floor(random() * 9);
    return Array.from({ length }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
  });
}

function seeded(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
