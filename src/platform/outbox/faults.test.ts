import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { enqueueOut, readOut } from './index.ts';
import { FakeNetwork, NO_FAULTS, seeded } from './testing/fake-network.ts';
import { type FakeProcess, startProcess } from './testing/process.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SEEDS = [SEED, SEED + 1];
const ROWS = 150;
const LATENCY = 30;
const LAG = 30;
/** Longer than latency plus lag, with room for a busy machine. */
const SETTLE = 400;

for (const seed of SEEDS) {
  test(
    `processes die and messages vanish: nothing twice, nothing never (seed ${seed})`,
    { timeout: 60_000 },
    async () => {
      const { app, databaseUrl, close } = await createTestApp();
      const random = seeded(seed);
      const faults = { ...NO_FAULTS, lostBefore: 0.08, lostAfter: 0.1, postponed: 0.05, blind: 0.1 };
      const network = new FakeNetwork({ random, latencyMs: LATENCY, lagMs: LAG, faults });
      const sender = network.sender(SETTLE);
      const limits = { maxAttempts: 30, maxChecks: 30, retryMs: 5, maxAgeMs: 1e9 };
      const start = () =>
        startProcess(app, databaseUrl, 'reply.fake', sender, {
          leaseMs: 300,
          pollMs: 50,
          graceMs: 200,
          maxCalls: 8,
          limits,
        });
      const living: FakeProcess[] = [await start(), await start()];

      const ids: string[] = [];
      for (let i = 0; i < ROWS; i++) {
        const lane = `account${i % 6}`;
        const sequence = `conv${i % 40}`;
        ids.push(
          (await enqueueOut(app, { channel: 'reply.fake', lane, sequence, key: `k${i}`, payload: {} })).id,
        );
        if (i % 10 === 9) {
          const victim = living.splice(Math.floor(random() * living.length), 1)[0]!;
          if (random() < 0.7) await victim.kill();
          else await victim.stop();
          living.push(await start());
        }
      }
      let left: string[] = [];
      await until(
        'everything has left',
        async () => {
          const rows = await readOut(app, ids);
          left = rows
            .filter((row) => row.state !== 'sent')
            .map((row) => `${row.key}: ${row.state} ${row.problem ?? ''}`);
          return left.length === 0;
        },
        45_000,
      ).catch((error: unknown) => assert.fail(`seed ${seed}: ${String(error)}\n${left.join('\n')}`));

      const counts = ids.map((_, i) => network.countOf(`k${i}`));
      assert.deepEqual(
        counts.filter((count) => count > 1),
        [],
        `posted twice (seed ${seed})`,
      );
      assert.deepEqual(
        counts.filter((count) => count === 0),
        [],
        `never posted (seed ${seed})`,
      );
      assertOrder(network, ROWS, seed);
      for (const process of living) await process.stop();
      await close();
    },
  );
}

/** Within a conversation, replies stand in the order in which they were decided. */
function assertOrder(network: FakeNetwork, rows: number, seed: number): void {
  for (let conversation = 0; conversation < 40; conversation++) {
    const expected = Array.from({ length: rows }, (_, i) => i).filter(
      (i) => i % 40 === conversation && i % 6 === conversation % 6,
    );
    const keys = new Set(expected.map((i) => `k${i}`));
    const arrived = network.arrived.map((entry) => entry.key).filter((key) => keys.has(key));
    assert.deepEqual(
      arrived,
      expected.map((i) => `k${i}`),
      `order (seed ${seed})`,
    );
  }
}
