import assert from 'node:assert/strict';
import { it } from 'node:test';
import { marksWithin } from './marks.ts';

it('marks what happened and the holidays of a period, one name a day', () => {
  const period = { from: new Date(2026, 10, 20).toISOString(), to: new Date(2026, 11, 27).toISOString() };
  const own = [
    { id: 'mark_1', day: '2026-11-26', name: 'Price change' },
    { id: 'mark_2', day: '2026-11-19', name: 'too early' },
    { id: 'mark_3', day: '2026-12-27', name: 'too late' },
  ];
  assert.deepEqual(marksWithin(period, own, ['US', 'GB']), [
    { time: new Date(2026, 10, 26).getTime() / 1000, name: 'Price change, Thanksgiving' },
    { time: new Date(2026, 11, 25).getTime() / 1000, name: 'Christmas Day' },
    { time: new Date(2026, 11, 26).getTime() / 1000, name: 'Boxing Day' },
  ]);
  assert.deepEqual(marksWithin(period, [], []), []);
});
