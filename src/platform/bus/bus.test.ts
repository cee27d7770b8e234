import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { keepListening, type Listener } from './listener.ts';
import { anyText } from '../../../test/helpers/texts.ts';

declare module '#platform/bus/index.ts' {
  interface Events {
    'test.said': { word: string };
  }
}

describe('the bus', () => {
  let test: TestApp;
  const heard: string[] = [];
  let resyncs = 0;

  before(async () => {
    test = await createTestApp();
    test.app.bus.on('test.said', (data) => void heard.push(data.word));
    test.app.bus.on('bus.resync', () => void (resyncs += 1));
  });
  after(() => test.close());

  it('delivers in order what was committed, and nothing of what was rolled back', async () => {
    await test.app.db
      .transaction(async () => {
        await test.app.bus.publish('test.said', { word: 'never' });
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await test.app.db.transaction(async () => {
      await test.app.bus.publish('test.said', { word: 'first' });
      await test.app.bus.publish('test.said', { word: 'second' });
    });
    await until('both are heard', () => heard.length === 2);
    assert.deepEqual(heard, ['first', 'second']);
  });

  it('comes back after the connection is cut, and says that something may have been missed', async () => {
    await test.app.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rapport-bus' and datname = current_database()`,
    );
    await until('it is back', () => resyncs === 1);
    await test.app.bus.publish('test.said', { word: 'third' });
    await until('it hears again', () => heard.includes('third'));
  });

  it('leaves no connection behind when it is closed while it comes back', async () => {
    const isGone = Promise.withResolvers<void>();
    let quiet = 0;
    const listener: Listener = await keepListening({
      url: test.databaseUrl,
      channel: 'test_closing',
      log: test.app.log,
      clock: {
        now: () => new Date(),
        async sleep() {
          await listener.close();
          isGone.resolve();
        },
      },
      onPayload: () => undefined,
      onGap: () => assert.fail('it was closed'),
    });
    await test.app.db.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen test_closing' and datname = current_database()`,
    );
    await isGone.promise;
    // What was begun may connect for a moment, and then has to go again.
    await until('nothing is seen of it, many times in a row', async () => {
      const rows = await test.app.db.query(
        `select from pg_stat_activity where query = 'listen test_closing' and datname = current_database()`,
      );
      quiet = rows.length === 0 ? quiet + 1 : 0;
      return quiet === 20;
    });
  });

  it('goes on when a handler throws', async () => {
    const stop = test.app.bus.on('test.said', () => {
      throw new Error('a broken handler');
    });
    await test.app.bus.publish('test.said', { word: 'fourth' });
    await until('the others hear it', () => heard.includes('fourth'));
    stop();
  });

  it('goes on when a handler of all events throws, and tells the handlers after it', async () => {
    const words: unknown[] = [];
    const stops = [
      test.app.bus.onAny(() => {
        throw new Error('a broken handler');
      }),
      test.app.bus.onAny(({ name, data }) => void (name === 'test.said' && words.push(data.word))),
    ];
    await test.app.bus.publish('test.said', { word: 'fifth' });
    await test.app.bus.publish('test.said', { word: 'sixth' });
    await until('both are heard', () => words.length === 2);
    assert.deepEqual(words, ['fifth', 'sixth']);
    for (const stop of stops) stop();
  });

  it('passes over whatever others say on its channel', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    const events: unknown[] = [];
    const stop = test.app.bus.onAny((event) => void events.push(event));
    const json = fc.json({ maxDepth: 3 });
    const broken = anyText({ maxLength: 200 });
    const near = fc
      .record(
        { name: fc.anything({ maxDepth: 1 }), data: fc.anything({ maxDepth: 1 }) },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value) ?? '');
    const payloads = fc.sample(fc.oneof(json, broken, near), { numRuns: 400, seed });
    const foreign = payloads.map((text) => text.replaceAll('\0', '')).filter((text) => text.length < 2000);
    await test.app.db.query('select pg_notify($2, payload) from unnest($1::text[]) as p(payload)', [
      [
        ...foreign,
        '',
        'null',
        '[]',
        '{}',
        '{"name":"test.said"}',
        '{"name":"test.said","data":null}',
        '{"__proto__":{"name":"x"}}',
      ],
      'rapport_events',
    ]);
    await test.app.bus.publish('test.said', { word: `after ${seed}` });
    await until(`it still hears (seed ${seed})`, () => heard.includes(`after ${seed}`));
    stop();
    for (const event of events) {
      const { name, data } = event as { name: unknown; data: unknown };
      assert.ok(typeof name === 'string' && typeof data === 'object' && data !== null, `seed ${seed}`);
    }
  });
});
