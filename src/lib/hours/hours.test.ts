import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addWorking,
  allDay,
  dayNumber,
  dayText,
  type Hours,
  isOpen,
  isZone,
  NeverOpen,
  nextClose,
  nextOpen,
  wallClock,
  weekdayOf,
  workingBetween,
} from './index.ts';

const HOUR = 3_600_000;
const at = (text: string) => new Date(text);
const office = { from: 9 * 60, to: 17 * 60 };

/** Nine to five, Monday to Friday, in Berlin; Christmas Eve until noon, Christmas closed. */
const berlin: Hours = {
  zone: 'Europe/Berlin',
  week: [[office], [office], [office], [office], [office], [], []],
  exceptions: [
    { day: '2026-12-24', open: [{ from: 9 * 60, to: 12 * 60 }] },
    { day: '2026-12-25', open: [] },
  ],
};
const nights: Hours = {
  zone: 'Europe/Berlin',
  week: Array.from({ length: 7 }, () => [{ from: 22 * 60, to: 30 * 60 }]),
  exceptions: [],
};

describe('working time', () => {
  it('stops over night and over the weekend', () => {
    // Friday 16:00 in Berlin.
    assert.deepEqual(addWorking(berlin, at('2026-11-20T15:00:00Z'), 2 * HOUR), at('2026-11-23T09:00:00Z'));
    assert.equal(workingBetween(berlin, at('2026-11-20T15:00:00Z'), at('2026-11-23T09:00:00Z')), 2 * HOUR);
    assert.deepEqual(nextOpen(berlin, at('2026-11-21T12:00:00Z')), at('2026-11-23T08:00:00Z'));
    assert.deepEqual(nextClose(berlin, at('2026-11-21T12:00:00Z')), at('2026-11-21T12:00:00Z'));
  });

  it('ends with the opening rather than beginning the next one', () => {
    assert.deepEqual(addWorking(berlin, at('2026-11-20T15:00:00Z'), HOUR), at('2026-11-20T16:00:00Z'));
    assert.deepEqual(addWorking(berlin, at('2026-11-20T16:00:00Z'), 1), at('2026-11-23T08:00:00.001Z'));
    assert.equal(isOpen(berlin, at('2026-11-20T16:00:00Z')), false, 'the last moment is not in it');
    assert.equal(isOpen(berlin, at('2026-11-20T15:59:59.999Z')), true);
  });

  it('keeps to the exceptions of days', () => {
    assert.equal(workingBetween(berlin, at('2026-12-24T00:00:00Z'), at('2026-12-27T00:00:00Z')), 3 * HOUR);
    assert.deepEqual(nextOpen(berlin, at('2026-12-24T12:00:00Z')), at('2026-12-28T08:00:00Z'));
  });

  it('has a short night in spring and a long one in autumn', () => {
    const night = (day: string, next: string) =>
      workingBetween(nights, at(`${day}T12:00:00Z`), at(`${next}T12:00:00Z`)) / HOUR;
    assert.equal(night('2026-03-27', '2026-03-28'), 8);
    assert.equal(night('2026-03-28', '2026-03-29'), 7);
    assert.equal(night('2026-10-24', '2026-10-25'), 9);
  });

  it('begins the night on the day whose night it is, also when the next day is closed', () => {
    const friday: Hours = { ...nights, exceptions: [{ day: '2026-11-21', open: [] }] };
    assert.equal(isOpen(friday, at('2026-11-21T04:59:00Z')), true, 'Friday’s night goes on until six');
    assert.equal(isOpen(friday, at('2026-11-21T21:30:00Z')), false, 'that of Saturday does not begin');
    assert.equal(isOpen(friday, at('2026-11-22T03:00:00Z')), false);
  });

  it('goes over New Year without a break', () => {
    assert.deepEqual(nextClose(nights, at('2026-12-31T22:00:00Z')), at('2027-01-01T05:00:00Z'));
    assert.equal(nextClose(allDay(), at('2026-12-31T22:00:00Z')), null);
    const decade = workingBetween(allDay(), at('2020-02-29T00:00:00Z'), at('2030-02-28T00:00:00Z'));
    assert.equal(decade, at('2030-02-28T00:00:00Z').getTime() - at('2020-02-29T00:00:00Z').getTime());
    assert.deepEqual(addWorking(allDay(), at('2020-02-29T00:00:00Z'), decade), at('2030-02-28T00:00:00Z'));
  });

  it('says that a calendar never opens instead of looking for ever', () => {
    const closed: Hours = { zone: 'UTC', week: [[], [], [], [], [], [], []], exceptions: [] };
    assert.equal(nextOpen(closed, at('2026-01-01T00:00:00Z')), null);
    assert.throws(() => addWorking(closed, at('2026-01-01T00:00:00Z'), 1), NeverOpen);
    assert.deepEqual(addWorking(closed, at('2026-01-01T00:00:00Z'), 0), at('2026-01-01T00:00:00Z'));
    assert.equal(workingBetween(closed, at('2026-01-01T00:00:00Z'), at('2027-01-01T00:00:00Z')), 0);
  });

  it('takes overlapping intervals as one', () => {
    const doubled: Hours = {
      ...berlin,
      week: berlin.week.map(() => [office, { from: 600, to: 1080 }, { from: 1080, to: 1140 }]),
    };
    assert.equal(workingBetween(doubled, at('2026-11-23T00:00:00Z'), at('2026-11-24T00:00:00Z')), 10 * HOUR);
  });

  it('refuses zones and times that there are not', () => {
    assert.equal(isZone('Europe/Berlin'), true);
    for (const name of ['Mars/Olympus', '', 'Europe/', '../etc']) assert.equal(isZone(name), false, name);
    assert.throws(() => isOpen(berlin, new Date(Number.NaN)), RangeError);
  });

  it('adds up: what was added lies between, and adding in two steps is adding at once', () => {
    for (let hour = 0; hour < 400; hour += 7) {
      const from = new Date(at('2026-10-20T00:30:00Z').getTime() + hour * HOUR);
      const middle = addWorking(berlin, from, hour * 11 * 60_000);
      assert.equal(workingBetween(berlin, from, middle), hour * 11 * 60_000);
      const twice = addWorking(berlin, middle, 5 * HOUR);
      assert.deepEqual(twice, addWorking(berlin, from, hour * 11 * 60_000 + 5 * HOUR));
    }
  });

  it('reads the clock on the wall', () => {
    assert.deepEqual(wallClock('Europe/Berlin', at('2026-11-22T23:30:00Z')), {
      day: '2026-11-23',
      weekday: 0,
      minute: 30,
    });
    assert.deepEqual(
      [dayText(dayNumber('2026-11-22')), weekdayOf(dayNumber('2026-11-22'))],
      ['2026-11-22', 6],
    );
    assert.equal(weekdayOf(dayNumber('1969-12-29')), 0);
  });

  it('is asked in microseconds', () => {
    const from = at('2026-01-01T00:00:00Z');
    addWorking(berlin, from, 3000 * HOUR);
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const start = performance.now();
      for (let i = 0; i < 2000; i++) {
        addWorking(berlin, from, (i % 2000) * HOUR);
        workingBetween(berlin, from, new Date(from.getTime() + i * HOUR));
      }
      best = Math.min(best, (performance.now() - start) / 4000);
    }
    console.log(`hours: ${(best * 1000).toFixed(2)} µs a question`);
    assert.ok(best < 0.05, `${best} ms`);
  });
});
