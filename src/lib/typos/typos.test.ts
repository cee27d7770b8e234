import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { editsBetween, editsFor, partsOf, searchWords } from './index.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** By the book, without any short cut. */
function slowEdits(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_v, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      table[i]![j] = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, table[i - 1]![j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        table[i]![j] = Math.min(table[i]![j]!, table[i - 2]![j - 2]! + 1);
    }
  return table[a.length]![b.length]!;
}

describe(`typing errors (SEED=${seed})`, () => {
  it('are counted as by the book', () => {
    const random = randomFrom(seed);
    const word = () => Array.from({ length: pick(random, 9) }, () => 'abcd'[pick(random, 4)]).join('');
    for (let round = 0; round < 3000; round++) {
      const [a, b, most] = [word(), word(), pick(random, 4)];
      assert.equal(editsBetween(a, b, most), Math.min(slowEdits(a, b), most + 1), `${a} ${b}`);
    }
  });

  it('leave words a part in common, wherever they are', () => {
    const random = randomFrom(seed);
    const letter = () => 'abcdefghijklmnopqrstuvwxyz'[pick(random, 26)]!;
    for (let round = 0; round < 3000; round++) {
      const word = Array.from({ length: 4 + pick(random, 12) }, letter).join('');
      let typed = word;
      for (let edit = 0; edit < editsFor(word); edit++) {
        const at = pick(random, typed.length);
        const kinds = [
          typed.slice(0, at) + letter() + typed.slice(at),
          typed.slice(0, at) + typed.slice(at + 1),
          typed.slice(0, at) + letter() + typed.slice(at + 1),
          typed.slice(0, at) +
            typed
              .slice(at, at + 2)
              .split('')
              .toReversed()
              .join('') +
            typed.slice(at + 2),
        ];
        typed = kinds[pick(random, 4)]!;
      }
      const edits = Math.min(editsFor(word), editsFor(typed));
      if (edits === 0 || slowEdits(word, typed) > edits) continue;
      const parts = new Set(partsOf(word));
      assert.ok(
        partsOf(typed).some((part) => parts.has(part)),
        `${word} ${typed}`,
      );
    }
  });

  it('are not forgiven in numbers and short words', () => {
    assert.deepEqual(['1001', 'abc', 'a1b2c3d4', 'lamp', 'telephone'].map(editsFor), [0, 0, 0, 1, 2]);
    assert.deepEqual(partsOf('1001'), []);
  });

  it('words are the same however they are written', () => {
    assert.deepEqual(searchWords('Überfällig: ÜBERFALLIG, cafe\u0301 #42!'), ['uberfallig', 'cafe', '42']);
    assert.deepEqual(searchWords(' —,. '), []);
    assert.equal(searchWords('x'.repeat(900))[0]!.length, 40);
  });
});
