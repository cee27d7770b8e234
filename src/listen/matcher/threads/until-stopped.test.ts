import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { untilStopped } from './until-stopped.ts';

async function all<T>(stream: AsyncIterable<T>, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  for await (const item of untilStopped(stream, signal)) items.push(item);
  return items;
}

test('gives everything of a stream that ends by itself', async () => {
  const stream = (async function* () {
    yield* [1, 2, 3];
  })();
  assert.deepEqual(await all(stream, new AbortController().signal), [1, 2, 3]);
});

test('passes on what the stream throws', async () => {
  const stream = (async function* () {
    yield 1;
    throw new Error('torn');
  })();
  await assert.rejects(all(stream, new AbortController().signal), /torn/);
});

test('ends with the reason while nothing comes, and closes the stream', async () => {
  const stream = new PassThrough();
  const stop = new AbortController();
  const done = all(stream, stop.signal);
  stream.write('a');
  setImmediate(() => stop.abort(new Error('enough')));
  await assert.rejects(done, /enough/);
  assert.ok(stream.destroyed);
});

test('asks nothing of a stream once it was stopped', async () => {
  let asked = 0;
  const stream = {
    [Symbol.asyncIterator]: () => ({ next: async () => ({ value: ++asked, done: false }) }),
  } as AsyncIterable<number>;
  await assert.rejects(all(stream, AbortSignal.abort(new Error('before'))), /before/);
  assert.equal(asked, 0);
});

test('lets go of a stream whose reader stops', async () => {
  let isClosed = false;
  const stream = (async function* () {
    try {
      for (;;) yield 1;
    } finally {
      isClosed = true;
    }
  })();
  for await (const _ of untilStopped(stream, new AbortController().signal)) break;
  assert.ok(isClosed);
});
