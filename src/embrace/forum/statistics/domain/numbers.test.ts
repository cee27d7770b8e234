import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { middleOf, NumberMap, NumberSet } from './numbers.ts';

describe('numbers by numbers', () => {
  it('hold what was set, wherever it is', () => {
    const map = new NumberMap();
    for (const number of [0, 1023, 1024, 70_000]) map.set(number, number + 5);
    assert.deepEqual(
      [0, 1, 1023, 1024, 69_999, 70_000, 9_000_000].map((number) => map.get(number)),
      [5, 0, 1028, 1029, 0, 70_005, 0],
    );
  });

  it('are in a set once', () => {
    const set = new NumberSet();
    for (const number of [3, 5000, 3, 5000, 0]) set.add(number);
    assert.equal(set.size, 3);
    assert.equal(set.countOf([0, 1, 3, 4999, 5000, 123_456]), 3);
  });
});

describe('the middle', () => {
  it('is that of all, between two where there is no single one', () => {
    assert.equal(middleOf([]), null);
    assert.equal(middleOf([7]), 7);
    assert.equal(middleOf([9, 1]), 5);
    assert.equal(middleOf([30, 1, 2]), 2);
    assert.equal(middleOf([0.1, 0.2, 0.30000000000000004, 0.4]), 0.25);
    assert.equal(middleOf([10, 2, 1, 100]), 6, 'by size, and not by letters');
  });
});
