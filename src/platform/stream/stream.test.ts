import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { jetstreamManager, RetentionPolicy } from '@nats-io/jetstream';
import { createLogger } from '#platform/log/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { findNatsServer, type NatsServers, startNats } from '../../../test/helpers/nats.ts';
import { inspectStream } from './inspect.ts';
import { connectTo, openStream } from './open.ts';
import { retrying } from './trouble.ts';
import type { Delivery, MessageStream, OutMessage } from './types.ts';

const skip = findNatsServer() ? false : 'nats-server is missing: apt-get install nats-server';
const log = createLogger(process.env['TEST_LOG'] ?? 'silent');
const forever = new AbortController().signal;
const PARTITIONS = 4;

let nats: NatsServers;
let names = 0;

const opened: MessageStream[] = [];

async function open(changes: Partial<Parameters<typeof openStream>[0]> = {}): Promise<MessageStream> {
  const name = `test${names++}`;
  const maxBytes = 8 * 1024 ** 2;
  const stream = await openStream({
    url: changes.url ?? nats.url,
    name,
    partitions: PARTITIONS,
    maxBytes,
    log,
    ...changes,
  });
  opened.push(stream);
  return stream;
}

const message = (id: string, partition = 0, size = 0): OutMessage => ({
  id,
  partition,
  body: Buffer.from(id.padEnd(size, '.')),
});

const textOf = (delivery: Delivery) => Buffer.from(delivery.body).toString().replace(/\.+$/, '');

/** Takes and finishes everything until told to stop. */
function takeAll(stream: MessageStream) {
  const end = new AbortController();
  const taken: string[] = [];
  const running = stream.take(async (handful) => {
    for (const delivery of handful) {
      taken.push(textOf(delivery));
      delivery.done();
    }
  }, end.signal);
  const stop = async () => {
    end.abort();
    await running.stopped();
  };
  return { taken, stop };
}

describe('a stream on one server', { skip }, () => {
  before(async () => {
    nats = await startNats(1);
  });
  after(async () => {
    await Promise.all(opened.splice(0).map((stream) => stream.close()));
    await nats.close();
  });

  it('keeps one of two messages with one id, and hands each out until it is done', async () => {
    const stream = await open();
    await stream.publish([message('a'), message('b', 1), message('c', 3)], forever);
    await stream.publish([message('b', 1), message('d', 1)], forever);
    const waiting = (await stream.look()).partitions.map((one) => one.waiting);
    assert.deepEqual(waiting, [1, 2, 0, 1]);
    const { taken, stop } = takeAll(stream);
    await until('all are taken', () => taken.length >= 4);
    await until('nothing waits', async () =>
      (await stream.look()).partitions.every((one) => one.waiting === 0 && one.oldestSeconds === null),
    );
    await stop();
    assert.deepEqual(taken.toSorted(), ['a', 'b', 'c', 'd']);
  });

  it('hands a message out again when its handler fails or gives it back, under the same key', async () => {
    const stream = await open();
    await stream.publish([message('fails'), message('is given back', 2)], forever);
    const seen = new Map<string, { key: string; deliveries: number }[]>();
    const end = new AbortController();
    const running = stream.take(async (handful) => {
      for (const delivery of handful) {
        const deliveries = seen.get(textOf(delivery)) ?? [];
        seen.set(textOf(delivery), [...deliveries, delivery]);
        if (deliveries.length > 0) delivery.done();
        else if (textOf(delivery) !== 'fails') delivery.again();
      }
      if (seen.get('fails')?.length === 1) throw new Error('as it should in this test');
    }, end.signal);
    await until(
      'both came twice',
      () => [...seen.values()].every((one) => one.length === 2) && seen.size === 2,
    );
    end.abort();
    await running.stopped();
    for (const [first, second] of seen.values()) {
      assert.equal(first!.key, second!.key);
      assert.deepEqual([first!.deliveries, second!.deliveries], [1, 2]);
    }
    assert.notEqual(seen.get('fails')![0]!.key, seen.get('is given back')![0]!.key);
  });

  it('refuses nothing silently when it is full: the publisher waits until there is room', async () => {
    const stream = await open({ maxBytes: 300_000 });
    await stream.publish([message('first', 0, 200_000)], forever);
    let isPublished = false;
    const second = stream.publish([message('second', 1, 200_000)], forever).then(() => (isPublished = true));
    const impatient = new AbortController();
    const third = stream.publish([message('third', 1, 250_000)], impatient.signal);
    impatient.abort(new Error('no time'));
    await assert.rejects(third, /no time/);
    assert.equal(isPublished, false);
    const { taken, stop } = takeAll(stream);
    await second;
    await until('both are taken', () => taken.length === 2);
    await stop();
    assert.deepEqual(taken, ['first', 'second']);
  });

  it('gives what only waited here to others at once when it stops', async () => {
    const stream = await open();
    const all = Array.from({ length: 200 }, (_, i) => message(`m${i}`, i % PARTITIONS));
    await stream.publish(all, forever);
    const end = new AbortController();
    const held: Delivery[] = [];
    let hands = 0;
    const release = Promise.withResolvers<void>();
    const slow = stream.take(async (handful) => {
      hands++;
      held.push(...handful);
      await release.promise;
      for (const delivery of handful) delivery.done();
    }, end.signal);
    await until('both hands are full, and more waits here', async () => {
      return hands === 2 && (await stream.look()).inHand > held.length;
    });
    end.abort();
    release.resolve();
    await slow.stopped();
    const startedAt = performance.now();
    const { taken, stop } = takeAll(stream);
    await until('the others have the rest', () => taken.length === all.length - held.length);
    assert.ok(performance.now() - startedAt < 8000, 'sooner than a message of a dead taker would come back');
    await stop();
  });

  it('tells who takes, what is in hand, and how old the oldest is', async () => {
    const stream = await open();
    await stream.publish([message('x', 2)], forever);
    const before = await stream.look();
    assert.equal(before.idleTakers, 0);
    assert.deepEqual([before.replicas, before.currentReplicas, before.servers], [1, 1, 1]);
    assert.equal(typeof before.partitions[2]!.oldestSeconds, 'number');
    const end = new AbortController();
    const release = Promise.withResolvers<void>();
    const running = stream.take(async (handful) => {
      await release.promise;
      for (const delivery of handful) delivery.done();
    }, end.signal);
    await until('it is in hand', async () => (await stream.look()).inHand === 1);
    release.resolve();
    await until('it is done, and the taker waits for more', async () => {
      const { inHand, idleTakers, bytes } = await stream.look();
      return inHand === 0 && idleTakers === 1 && bytes === 0;
    });
    end.abort();
    await running.stopped();
  });

  it('takes over an old stream with what waits in it, and its new size', async () => {
    const name = 'kept';
    const first = await open({ name });
    await first.publish([message('before', 9)], forever);
    await first.close();
    const second = await open({ name, maxBytes: 5_000_000 });
    const state = await second.look();
    assert.equal(state.maxBytes, 5_000_000);
    assert.deepEqual(
      state.partitions.find((one) => one.partition === 9)?.waiting,
      1,
      'a partition beyond the configured ones is shown as long as it holds something',
    );
    const { taken, stop } = takeAll(second);
    await until('it is taken', () => taken.includes('before'));
    await stop();
  });

  it('goes on after the server was away, with everything acknowledged before', async () => {
    const stream = await open();
    await stream.publish([message('before')], forever);
    await nats.kill('n1');
    const waits = stream.publish([message('meanwhile')], forever);
    await assert.rejects(stream.look(), { code: 'stream.busy' });
    await nats.start('n1');
    await waits;
    const { taken, stop } = takeAll(stream);
    await until('both are taken', () => taken.length === 2, 20_000);
    await stop();
  });
});

describe('a stream on three servers', { skip }, () => {
  it('gets three replicas, also where it began with one, and keeps what waited', async () => {
    const cluster = await startNats(3);
    const name = 'grown';
    const connection = await connectTo(cluster.url);
    try {
      const manager = await jetstreamManager(connection, { checkAPI: false });
      const config = { name, subjects: [`${name}.*`], retention: RetentionPolicy.Workqueue };
      await retrying(20_000, () => manager.streams.add({ ...config, num_replicas: 1 }));
      await connection.request(`${name}.1`, 'waits');
      const stream = await open({ url: cluster.url, name, partitions: 2, maxBytes: 1e6 });
      await until(
        'all three are up to date',
        async () => {
          // While the replicas choose a leader nobody answers.
          const state = await stream.look().catch(() => undefined);
          return state?.replicas === 3 && state.currentReplicas === 3 && state.servers === 3;
        },
        30_000,
      );
      const { taken, stop } = takeAll(stream);
      await until('what waited is taken', () => taken.includes('waits'), 30_000);
      await stop();
    } finally {
      await Promise.all(opened.splice(0).map((stream) => stream.close()));
      await connection.close();
      await cluster.close();
    }
  });
});

describe('what cannot be used', { skip }, () => {
  it('is refused plainly, without the password', async () => {
    const options = { name: 'none', partitions: 1, maxBytes: 1e6, log };
    const [silent, locked] = await Promise.all([
      startNats(1, { jetStream: false }),
      startNats(1, { user: 'rapport', password: 'right' }),
    ]);
    try {
      await assert.rejects(openStream({ ...options, url: silent.url }), { code: 'stream.no_jetstream' });
      assert.match((await inspectStream(silent.url, 'none')).jetStreamProblem ?? '', /jetstream/i);
      await assert.rejects(
        openStream({ ...options, url: locked.url.replace('right', 'secret99') }),
        (error) => {
          assert.match(String(error), /^AppError: No NATS server answers at 127\.0\.0\.1:\d+: .*uthoriz/);
          return !String(error).includes('secret99');
        },
      );
      const stream = await openStream({ ...options, url: locked.url });
      await stream.close();
      const report = await inspectStream(locked.url, 'none');
      assert.equal(report.jetStreamProblem, null);
      assert.deepEqual(report.stream, { replicas: 1, messages: 0, bytes: 0, maxBytes: 1e6 });
    } finally {
      await Promise.all([silent.close(), locked.close()]);
    }
    await assert.rejects(openStream({ ...options, url: 'nats://127.0.0.1:1' }), {
      code: 'stream.unreachable',
    });
  });
});
