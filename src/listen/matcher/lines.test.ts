import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, asyncProperty, integer, string } from 'fast-check';
import { type Line, linesOf } from './lines.ts';

async function read(chunks: readonly (string | Uint8Array)[], maxBytes = 100): Promise<Line[]> {
  const stream = (async function* () {
    yield* chunks;
  })();
  const lines: Line[] = [];
  for await (const batch of linesOf(stream, maxBytes)) lines.push(...batch);
  return lines;
}

const texts = async (...given: Parameters<typeof read>) => (await read(...given)).map(({ text }) => text);

test('lines are numbered, with or without an end, of both conventions', async () => {
  assert.deepEqual(await read(['a\nb\r\n\nc']), [
    { number: 1, text: 'a' },
    { number: 2, text: 'b' },
    { number: 3, text: '' },
    { number: 4, text: 'c' },
  ]);
  assert.deepEqual(await read([]), []);
  assert.deepEqual(await read(['', '']), []);
});

test('a byte order mark is left out', async () => {
  assert.deepEqual(await texts(['\ufeff{}\n{}']), ['{}', '{}']);
});

test('a line over the limit has no text, its neighbours do', async () => {
  assert.deepEqual(await texts(['ab\n', 'c'.repeat(60), 'c'.repeat(60), '\nd\n', 'e'.repeat(101)]), [
    'ab',
    undefined,
    'd',
    undefined,
  ]);
  assert.deepEqual(await texts(['e'.repeat(100)]), ['e'.repeat(100)]);
});

test('lines come as soon as they are complete', async () => {
  const stream = linesOf(
    (async function* () {
      yield 'first\nsec';
      throw new Error('the rest is never read');
    })(),
    100,
  );
  const { value } = await stream.next();
  assert.deepEqual(value, [{ number: 1, text: 'first' }]);
  await assert.rejects(stream.next(), /never read/);
});

test('where the chunks are cut makes no difference', async () => {
  await check(
    asyncProperty(
      array(string({ unit: 'grapheme', maxLength: 8 }), { maxLength: 6 }),
      array(integer({ min: 1, max: 9 }), { minLength: 1 }),
      async (given, sizes) => {
        const expected = given.map((line) => line.replaceAll(/[\r\n\ufeff]/g, '').toWellFormed());
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(''));
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length]!)
          chunks.push(bytes.subarray(at, at + sizes[i % sizes.length]!));
        assert.deepEqual(await texts(chunks, 1000), expected);
      },
    ),
  );
});
