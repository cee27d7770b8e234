import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffOf } from './index.ts';

test('texts of nothing but short lines are told apart without taking all memory', () => {
  const lines = (sign: string) => `${sign}\n`.repeat(16_000);
  const [before, after] = [`same\n${lines('a')}end`, `same\n${lines('b')}end`];
  const pieces = diffOf(before, after);
  assert.deepEqual(
    pieces.map(({ kind, text }) => [kind, text.length]),
    [
      ['same', 5],
      ['gone', 32_000],
      ['new', 32_000],
      ['same', 3],
    ],
  );
});
