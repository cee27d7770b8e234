/**
 * Many machines: one that listens, several that match, three NATS servers between them, real processes all. The leader of the stream is
 * killed twice while posts stream in, matchers are killed with messages in hand and others join, the listener is killed: what the stream acknowledged is stored, and counted, once.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { Client as Database } from 'pg';
import { until } from '../helpers/app.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { type Story, tellStory } from '../helpers/jetstream-events.ts';
import { findNatsServer, type NatsServers, startNats } from '../helpers/nats.ts';
import { type Child, runProgram, startHelper } from '../helpers/program.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const EVENTS = Number(process.env['EVENTS'] ?? 6000);
/** A line of the stream about every post, so that what is lost shows. */
const MICROS_BETWEEN = 100_000;
const PARTS = 6;
const PATIENCE_MS = 30_000;
const STREAM = 'journey';
const TOPIC = 'zephyr';

const skip = findNatsServer() ? false : 'nats-server is missing: apt-get install nats-server';
const closing: (() => Promise<unknown>)[] = [];
let story: Story;
let nats: NatsServers;
let observer: NatsConnection;
let network: Child & { url: string };
let database: Database;
let env: Record<string, string>;
const matchers: Child[] = [];

before(
  async () => {
    if (skip) return;
    const start = Date.now() * 1000 - (EVENTS + 100) * MICROS_BETWEEN;
    story = tellStory({
      seed: SEED,
      events: EVENTS,
      start,
      step: MICROS_BETWEEN,
      text: (n) => `${TOPIC} ${n}`,
    });
    const made = await createTestDatabase();
    closing.push(() => made.drop());
    [nats, network] = await Promise.all([
      startNats(3),
      startHelper('jetstream-server.ts', ['--seed', String(SEED)]),
    ]);
    closing.push(
      () => nats.close(),
      () => network.end('SIGKILL'),
    );
    observer = await connect({
      servers: nats.url.split(','),
      maxReconnectAttempts: -1,
      reconnectTimeWait: 100,
    });
    closing.push(() => observer.close());
    database = new Database(made.url);
    database.on('error', () => undefined);
    await database.connect();
    closing.push(() => database.end());
    env = {
      DATABASE_URL: made.url,
      NATS_URL: nats.url,
      NATS_STREAM: STREAM,
      RAPPORT_KEY: 'ab'.repeat(32),
      RAPPORT_ALLOW: new URL(network.url).host,
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal',
    };
    await prepare();
  },
  { timeout: 60_000 },
);

after(async () => {
  for (const close of closing.toReversed()) await close();
});

describe('three NATS servers, a listener and matchers', { skip }, () => {
  test(`lose nothing and count nothing twice (SEED=${SEED})`, { timeout: 150_000 }, async () => {
    const startedAt = performance.now();
    const listener = await start(['listen']);
    matchers.push(await start(['work', '--role', 'match']), await start(['work', '--role', 'match']));
    const stalls: number[] = [];
    let told = await tell(0);
    await untilStored(told * 0.8);
    for (const kill of [1, 2]) {
      const leader = await leaderOf();
      const sending = tell(kill);
      await nats.kill(leader);
      const killedAt = performance.now();
      told = await sending;
      await until('another leads', async () => (await leaderOf()) !== leader, PATIENCE_MS);
      await untilStored(told * 0.8);
      stalls.push(performance.now() - killedAt);
      await nats.start(leader);
      await until('all replicas are there again', isWhole, PATIENCE_MS);
    }
    // Both matchers die with messages in hand that the database has not let them store.
    await database.query('begin; lock table posts in exclusive mode');
    told = await tell(3);
    await until('messages are in hand', async () => (await inHand()) > 0, PATIENCE_MS);
    await Promise.all(matchers.map((matcher) => matcher.end('SIGKILL')));
    await database.query('rollback');
    await Promise.all([start(['work', '--role', 'match']), start(['work', '--role', 'match'])]);
    told = await tell(4);
    await untilStored(told);
    await untilEmpty();
    assert.equal(await seen(), told, 'events counted: more would mean twice');
    // A reader that is killed reads some seconds again, which are counted as seen again; posts stand once all the same.
    const last = tell(5);
    await listener.end('SIGKILL');
    await start(['listen']);
    assert.equal(await last, EVENTS);
    await until('everything stands as it was told', async () => (await wrong()).length === 0, PATIENCE_MS);
    await untilEmpty();
    assert.deepEqual(await wrong(), []);
    const seconds = (performance.now() - startedAt) / 1000;
    process.stdout.write(
      `nats: seed ${SEED}; ${EVENTS} events, acknowledged = stored, lost 0, doubled 0; ` +
        `stalls after the leader was killed: ${stalls.map((one) => `${(one / 1000).toFixed(1)} s`).join(', ')}; ${seconds.toFixed(1)} s\n`,
    );
  });
});

/** A topic and the source, as a person would add them. */
async function prepare(): Promise<void> {
  const source = runProgram(['sources', 'add', 'bluesky-jetstream', `hosts=${network.url}`], env);
  assert.equal((await source.ended).code, 0, source.said());
  await database.query(
    `insert into topics (id, name, kind, query, to_inbox, state) values ('topic_z', 'Zephyr', 'brand', $1, false, 'active')`,
    [TOPIC],
  );
}

async function start(args: readonly string[]): Promise<Child> {
  const child = runProgram(args, env);
  closing.push(() => child.end('SIGKILL'));
  await until(
    `rapport ${args.join(' ')} is up`,
    () => /Ctrl-C stops it/.test(child.said()) || !child.isRunning(),
    PATIENCE_MS,
  );
  assert.ok(child.isRunning(), child.said());
  return child;
}

/** Lets the network say one more part; answers how many events it has said by then. */
async function tell(part: number): Promise<number> {
  const [from, to] = [part, part + 1].map((edge) => Math.round((EVENTS * edge) / PARTS)) as [number, number];
  const body = story.events
    .slice(from, to)
    .map((event) => JSON.stringify(event))
    .join('\n');
  await fetch(`${network.url.replace('ws', 'http')}/control/load`, { method: 'POST', body });
  return to;
}

const countOf = async (query: string) =>
  Number((await database.query<{ count: string }>(query)).rows[0]!.count);
const seen = () => countOf('select coalesce(sum(seen), 0) as count from source_minutes');
const untilStored = (events: number) =>
  until(`${events} events are counted`, async () => (await seen()) >= events, PATIENCE_MS);

async function inHand(): Promise<number> {
  const manager = await jetstreamManager(observer, { checkAPI: false, timeout: 1000 });
  return (await manager.consumers.info(STREAM, 'takers').catch(() => undefined))?.num_ack_pending ?? 0;
}

const untilEmpty = () =>
  until('nothing waits in the stream any more', async () => (await waiting()) === 0, PATIENCE_MS);

/** While a leader is chosen nobody answers. */
async function infoOf() {
  const manager = await jetstreamManager(observer, { checkAPI: false, timeout: 1000 });
  return manager.streams.info(STREAM).catch(() => undefined);
}

const leaderOf = async () => (await infoOf())?.cluster?.leader ?? 'none';
const waiting = async () => (await infoOf())?.state.messages ?? Number.NaN;

async function isWhole(): Promise<boolean> {
  const cluster = (await infoOf())?.cluster;
  return (
    cluster?.replicas?.length === 2 && cluster.replicas.every((one) => one.current && one.offline !== true)
  );
}

/** Posts that do not stand as the story says, among them those that stand twice. */
async function wrong(): Promise<string[]> {
  const { rows } = await database.query<{ external_id: string; text: string; gone: boolean }>(
    'select external_id, text, deleted_at is not null as gone from posts',
  );
  const stored = new Map(rows.map((row) => [row.external_id, row.gone ? null : row.text]));
  const unlike = [...story.expected]
    .filter(([id, text]) => (stored.get(id) ?? null) !== text)
    .map(([id]) => id);
  const doubled = rows.map((row) => row.external_id).filter((id, at, all) => all.indexOf(id) !== at);
  return stored.size === rows.length ? unlike : [...unlike, ...doubled];
}
