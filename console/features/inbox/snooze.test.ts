import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeUntil, snoozeChoices } from './snooze.ts';

const ids = (now: Date) => snoozeChoices(now).map((choice) => choice.id);
const until = (now: Date, id: string) => snoozeChoices(now).find((choice) => choice.id === id)!.until;

test('a Tuesday morning offers everything', () => {
  const now = new Date(2026, 2, 10, 9, 40);
  assert.deepEqual(ids(now), ['later', 'evening', 'tomorrow', 'weekend', 'monday', 'answer', 'month']);
  assert.deepEqual(until(now, 'later'), new Date(2026, 2, 10, 12, 45));
  assert.deepEqual(until(now, 'evening'), new Date(2026, 2, 10, 18));
  assert.deepEqual(until(now, 'tomorrow'), new Date(2026, 2, 11, 9));
  assert.deepEqual(until(now, 'weekend'), new Date(2026, 2, 14, 9));
  assert.deepEqual(until(now, 'monday'), new Date(2026, 2, 16, 9));
});

test('what makes no sense today is left out', () => {
  assert.ok(!ids(new Date(2026, 2, 10, 16)).includes('evening'));
  assert.ok(!ids(new Date(2026, 2, 13, 10)).includes('weekend'), 'Friday: tomorrow is the weekend');
  assert.ok(!ids(new Date(2026, 2, 15, 10)).includes('monday'), 'Sunday: tomorrow is Monday');
});

test('every choice lies ahead, in order, on any day of a year', () => {
  for (let day = 0; day < 366; day += 1) {
    for (const hour of [0, 8, 14, 23]) {
      const now = new Date(2026, 0, 1 + day, hour, 59);
      let before = now;
      for (const choice of snoozeChoices(now)) {
        assert.ok(choice.until > before, `${choice.id} at ${now.toString()}`);
        before = choice.until;
      }
    }
  }
});

test('a month from the 31st is the last day of the next', () => {
  assert.deepEqual(until(new Date(2026, 0, 31, 10), 'month'), new Date(2026, 1, 28, 9));
  assert.deepEqual(until(new Date(2026, 11, 15, 10), 'month'), new Date(2027, 0, 15, 9));
});

test('the date is said only when the weekday does not say it', () => {
  const now = new Date(2026, 2, 10, 9);
  assert.match(describeUntil(new Date(2026, 2, 11, 9), now), /^Wed,? 09:00$/);
  assert.match(describeUntil(new Date(2026, 3, 10, 9), now), /10 Apr/);
});
