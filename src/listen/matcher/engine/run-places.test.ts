import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '#lib/query/testing/index.ts';
import { RunPlaces } from './run-places.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

test(`runs follow each other as comparing all of them says, in any order, SEED=${SEED}`, () => {
  const random = new Random(SEED);
  const [left, right] = [new RunPlaces(), new RunPlaces()];
  for (let round = 0; round < 2000; round++) {
    const runs = () =>
      random.many(0, random.oneIn(20) ? 200 : 6, () => {
        const from = random.below(500);
        return { from, to: from + random.below(4) };
      });
    const [lefts, rights] = [runs(), runs()];
    if (random.oneIn(2)) lefts.sort((a, b) => a.from - b.from);
    if (random.oneIn(2)) rights.sort((a, b) => a.from - b.from);
    left.clear();
    right.clear();
    for (const { from, to } of lefts) left.add(from, to);
    for (const { from, to } of rights) right.add(from, to);
    const distance = random.below(20);
    const expected = lefts.some(({ to }) =>
      rights.some(({ from }) => from > to && from - to - 1 <= distance),
    );
    assert.equal(left.isFollowedBy(right, distance), expected, JSON.stringify({ lefts, rights, distance }));
    const starts = [...new Set(lefts.map(({ from }) => from))].sort((a, b) => a - b);
    assert.deepEqual(left.starts(), starts);
  }
});
