/**
 * Topics on many machines: a saved topic reaches the matcher of every process within a second, and a process whose network swallowed
 * everything finds out by itself, comes back and has what was saved meanwhile.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { createApp, systemActor, type App } from '#platform/app/index.ts';
import { createBus } from '#platform/bus/index.ts';
import { createDb } from '#platform/db/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { createTopic, keepTopicsLive } from '#listen/topics/index.ts';
import { createTestApp, type TestApp, until } from '../helpers/app.ts';

const stop = new AbortController();
const closing: (() => Promise<unknown> | void)[] = [];
let here: TestApp;
let far: App;
let wire: Wire;

/** A wire to the database that can be made to swallow everything without ending any connection. */
interface Wire {
  url: string;
  swallow(isSwallowing: boolean): void;
  /** Whether anything was lost so far. */
  hasSwallowed(): boolean;
  close(): Promise<void>;
}

before(async () => {
  here = await createTestApp();
  wire = await layWire(here.databaseUrl);
  const db = createDb({ url: here.databaseUrl, max: 5, log: here.app.log });
  const bus = await createBus({ url: wire.url, db, log: here.app.log, clock: here.app.clock });
  far = createApp({ ...here.app, db, bus });
  await keepTopicsLive(here.app, stop.signal);
  await keepTopicsLive(far, stop.signal);
  closing.push(
    () => here.close(),
    () => db.close(),
    () => wire.close(),
    () => bus.close(),
    () => stop.abort(),
  );
});

after(async () => {
  for (const close of closing.toReversed()) await close();
});

it('a saved topic reaches the matcher of another process within a second', async () => {
  const times: number[] = [];
  for (const word of ['alpha', 'beta', 'gamma', 'delta']) {
    await save(word);
    const savedAt = performance.now();
    await until(`the other process matches ${word}`, () => matches(word), 5000);
    times.push(performance.now() - savedAt);
  }
  const slowest = Math.max(...times);
  process.stdout.write(
    `topics: the slowest of ${times.length} reached the other process after ${slowest.toFixed(0)} ms\n`,
  );
  assert.ok(slowest < 1000, `${slowest} ms`);
});

it('a process whose network swallows everything notices, comes back and catches up', async () => {
  wire.swallow(true);
  await save('epsilon');
  const savedAt = performance.now();
  await until('the word of it is lost', () => wire.hasSwallowed());
  assert.equal(matches('epsilon'), false);
  wire.swallow(false);
  // What was swallowed is gone: the old connection would never say anything again.
  await until('it has caught up', () => matches('epsilon'), 20_000);
  process.stdout.write(
    `topics: a cut-off process caught up ${Math.round(performance.now() - savedAt)} ms later\n`,
  );
  await save('zeta');
  await until('it hears again', () => matches('zeta'), 5000);
});

const save = (query: string) =>
  createTopic(here.app, systemActor, { name: query, query, kind: 'subject', toInbox: false });

function matches(text: string): boolean {
  const post: InboundPost = {
    type: 'post',
    origin: 'test',
    externalId: 'p',
    version: 1,
    network: 'test',
    kind: 'post',
    author: { externalId: 'a' },
    text,
    createdAt: new Date(),
  };
  return far.use(matcherPort).match(post, false).length > 0;
}

/** The test server listens on a Unix socket; the wire is another one in front of it. */
async function layWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-wire-'));
  const port = target.port || target.searchParams.get('port') || '5432';
  const host = target.searchParams.get('host') ?? decodeURIComponent(target.hostname);
  const socketOf = (directory: string) => path.join(directory, `.s.PGSQL.${port}`);
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  let hasSwallowed = false;
  const server = createServer((near) => {
    const distant = dial(socketOf(host));
    for (const [from, to] of [
      [near, distant],
      [distant, near],
    ] as const) {
      let isDead = false;
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('data', (chunk) => {
        isDead ||= isSwallowing;
        hasSwallowed ||= isDead;
        if (!isDead) to.write(chunk);
      });
      from.on('close', () => {
        sockets.delete(from);
        if (!isDead) to.destroy();
      });
    }
  }).listen(socketOf(folder));
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.searchParams.set('host', folder);
  return {
    url: url.href,
    swallow: (now) => void (isSwallowing = now),
    hasSwallowed: () => hasSwallowed,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
