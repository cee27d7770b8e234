import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, dayLabel } from './day-counts.ts';

const days = (...counts: number[]) => counts.map((count, index) => ({ day: `2026-11-0${index + 1}`, count }));

test('bars begin at zero and the highest fills the picture', () => {
  const { heights, top, total } = barsOf(days(5, 0, 10));
  assert.deepEqual(heights, [0.5, 0, 1]);
  assert.deepEqual(top, { day: '2026-11-03', count: 10 });
  assert.equal(total, 15);
});

test('one post among thousands is still seen, none is not', () => {
  const { heights } = barsOf(days(1, 0, 5000));
  assert.ok(heights[0]! > 0);
  assert.equal(heights[1], 0);
});

test('nothing at all has no highest day', () => {
  assert.deepEqual(barsOf(days(0, 0)), { heights: [0, 0], top: null, total: 0 });
  assert.deepEqual(barsOf([]), { heights: [], top: null, total: 0 });
});

test('a day is written without being moved by the zone', () => {
  assert.equal(dayLabel('2026-03-01'), '1 Mar');
  assert.equal(dayLabel('nonsense'), 'nonsense');
});
