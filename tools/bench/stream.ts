/**
 * What the stream between machines costs: the same batches published, matched and stored through NATS JetStream, and in one process, in
 * the same run. node tools/bench/stream.ts [--posts 40000] [--batch 2000] [--servers 3] [--share 0.02] [--seed 1]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { InboundPost } from '#connectors/kit/index.ts';
import { createApp } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { testConfig } from '#platform/config/index.ts';
import { createDb, migrate, startEmbedded } from '#platform/db/index.ts';
import { createJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createSecrets } from '#platform/secrets/index.ts';
import { handIn, intakePathPort, matcherPort } from '#listen/intake/index.ts';
import { pipelineFeature, streamPort } from '#listen/pipeline/index.ts';
import { migrationFolders } from '../../src/main/features.ts';
import { findNatsServer, startNats } from '../../test/helpers/nats.ts';

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '40000' },
    batch: { type: 'string', default: '2000' },
    servers: { type: 'string', default: '3' },
    share: { type: 'string', default: '0.02' },
    seed: { type: 'string', default: '1' },
  },
});
const count = Number(values.posts);
const size = Number(values.batch);
const share = Number(values.share);
const servers = Number(values.servers);

if (!findNatsServer()) {
  process.stdout.write(
    'nats-server is not installed here (apt-get install nats-server): nothing was measured.\n',
  );
  process.exit(0);
}

const directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
const log = createLogger('error');
const database = await startEmbedded({ dataDir: directory, log });
const nats = await startNats(servers);
const config = testConfig({ databaseUrl: database.url, natsUrl: nats.url, natsStream: 'bench' });
const db = createDb({ url: database.url, max: 10, log });
await migrate(db.pool, migrationFolders);
const bus = await createBus({ url: database.url, db, log, clock: systemClock });
const parts = {
  config,
  log,
  clock: systemClock,
  db,
  bus,
  outward: createOutward({ allow: config.allowOutward, log }),
};
const app = createApp({
  ...parts,
  jobs: createJobs({ db, log, concurrency: 1 }),
  secrets: createSecrets(config),
});
app.provide(matcherPort, {
  match: ({ text }) => (text.startsWith('match') ? [{ topicId: 'topic_bench', toInbox: false }] : []),
});
const stopping = new AbortController();
const running = [];

try {
  const direct = await measure('in one process', 0);
  for (const service of pipelineFeature.services ?? [])
    running.push(await service.start(app, stopping.signal));
  const before = app.use(streamPort);
  const { replicas } = await before.look();
  const streamed = await measure(
    `through NATS, ${servers} servers, ${replicas} replicas, one matcher, same machine`,
    1,
  );
  const ratio = (streamed / direct).toFixed(2);
  process.stdout.write(
    `ratio stream/direct: ${ratio} (all servers, the database and both ends share this machine's processors)\n`,
  );
} finally {
  stopping.abort();
  for (const one of running.toReversed()) await one?.stopped();
  await bus.close();
  await db.close();
  await nats.close();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}

/** Hands everything in and waits until all of it is counted; answers posts a second. */
async function measure(name: string, run: number): Promise<number> {
  const posts = Array.from({ length: count }, (_, n) => makePost(run * count + n));
  const sourceId = `src_bench${run}`;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (let from = 0; from < count; from += size)
    await handIn(app, { sourceId, items: posts.slice(from, from + size) }, stopping.signal);
  const published = (performance.now() - startedAt) / 1000;
  while ((await seen(sourceId)) < count) await systemClock.sleep(5);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const report = {
    path: app.find(intakePathPort) ? name : 'in one process',
    posts: count,
    matching: share,
    batch: size,
    handedInPerSecond: Math.round(count / published),
    storedPerSecond: Math.round(count / seconds),
    nodeCpuMicrosPerPost: Math.round(((cpu.user + cpu.system) / count) * 10) / 10,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
  return count / seconds;
}

async function seen(sourceId: string): Promise<number> {
  const [row] = await db.query<{ seen: number }>(
    'select coalesce(sum(seen), 0)::int as seen from source_minutes where source_id = $1',
    [sourceId],
  );
  return row!.seen;
}

function makePost(number: number): InboundPost {
  const author = `did:plc:${((number * 7919) % 200_000).toString(36).padStart(24, 'a')}`;
  const isMatching = ((number * 2_654_435_761 + Number(values.seed)) >>> 0) / 2 ** 32 < share;
  return {
    type: 'post',
    origin: 'bluesky',
    externalId: `at://${author}/app.bsky.feed.post/3k${number.toString(36).padStart(11, '2')}`,
    version: 1_700_000_000_000_000 + number,
    network: 'bluesky',
    kind: 'post',
    author: { externalId: author },
    text: `${isMatching ? 'match' : 'plain'} ${'some words that people write on an ordinary day '.repeat(3)}${number}`,
    langs: ['en'],
    url: `https://bsky.app/profile/${author}/post/3k${number}`,
    createdAt: new Date(1_790_000_000_000 + number * 10),
    revision: `bafyrei${number.toString(36).padStart(52, 'x')}`,
  };
}
