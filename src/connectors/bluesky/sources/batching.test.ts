import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { inBatches } from './batching.ts';

/** Numbers from 0, as fast as they are taken; `taken` tells how many were. */
function counting(total: number) {
  const state = { taken: 0, isEnded: false };
  async function* numbers() {
    try {
      for (let n = 0; n < total; n++) {
        state.taken += 1;
        yield n;
      }
    } finally {
      state.isEnded = true;
    }
  }
  return { state, numbers: numbers() };
}

describe('gathering messages', () => {
  test('keeps their order and number', async () => {
    const { numbers } = counting(1003);
    const sizes: number[] = [];
    const all: number[] = [];
    for await (const batch of inBatches(numbers, { most: 100, waitMs: 1000 })) {
      sizes.push(batch.length);
      all.push(...batch);
    }
    assert.deepEqual(
      all,
      Array.from({ length: 1003 }, (_, n) => n),
    );
    assert.ok(sizes.every((size) => size <= 100));
  });

  test('reads ahead by one batch at most while the taker is slow', async () => {
    const { numbers, state } = counting(10_000);
    let batches = 0;
    for await (const batch of inBatches(numbers, { most: 50, waitMs: 1000 })) {
      batches += 1;
      for (let turn = 0; turn < 200; turn++) await setImmediate();
      assert.ok(
        state.taken <= batches * 50 + 51,
        `${state.taken} read after ${batches} batches of ${batch.length}`,
      );
      if (batches === 5) break;
    }
    for (let turn = 0; turn < 100 && !state.isEnded; turn++) await setImmediate();
    assert.ok(state.isEnded, 'the stream is let go');
  });

  test('hands on what is there when the time is up', async () => {
    async function* slow() {
      yield 'a';
      yield 'b';
      await setTimeout(5000, undefined, { ref: false });
      yield 'c';
    }
    const startedAt = performance.now();
    for await (const batch of inBatches(slow(), { most: 10, waitMs: 50 })) {
      assert.deepEqual(batch, ['a', 'b']);
      break;
    }
    const took = performance.now() - startedAt;
    assert.ok(took >= 45 && took < 20_000, `${took} ms`);
  });

  test('hands on what came before the stream broke, then the error', async () => {
    async function* broken() {
      yield 1;
      yield 2;
      throw new Error('cut');
    }
    const seen: number[][] = [];
    await assert.rejects(async () => {
      for await (const batch of inBatches(broken(), { most: 10, waitMs: 10_000 })) seen.push(batch);
    }, /cut/);
    assert.deepEqual(seen, [[1, 2]]);
  });

  test('gives nothing for an empty stream', async () => {
    for await (const batch of inBatches(counting(0).numbers, { most: 10, waitMs: 10 }))
      assert.fail(String(batch));
  });
});
