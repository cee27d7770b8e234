import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayRanges, newShift, shiftInput } from './shift-draft.ts';

test('the days of a shift are told as ranges', () => {
  assert.deepEqual(dayRanges([4, 0, 1, 2]), [
    [0, 2],
    [4, 4],
  ]);
  assert.deepEqual(dayRanges([6]), [[6, 6]]);
  assert.deepEqual(dayRanges([]), []);
});

test('a colleague is one person; a new shift has no id to send', () => {
  const shift = newShift(Date.parse('2026-11-22T10:00:00Z'));
  assert.equal(shift.validFrom, '2026-11-22');
  assert.equal(shiftInput({ ...shift, people: 5 }).people, 5);
  assert.equal(shiftInput({ ...shift, people: 5, userId: 'user_1' }).people, 1);
  assert.equal('id' in shiftInput(shift), false);
});
