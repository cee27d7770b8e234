import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Season } from './season.ts';
import { poisson } from './testing/noise.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { hourOfWeekIn } from './zone.ts';

/** Monday 00:00 UTC in hours. */
const MONDAY = 29_005_920 / 60;
const utc = hourOfWeekIn('UTC');

/** Three times as much at noon as at midnight, half of it at weekends. */
function usual(hour: number): number {
  const week = utc(hour);
  return (2 - Math.cos((2 * Math.PI * week) / 24)) * (week >= 120 ? 0.5 : 1);
}

function learned(
  hours: number,
  rate: number,
  change: (hour: number, count: number) => number = (_, n) => n,
): Season {
  const random = randomFrom(hours + rate);
  const season = new Season(utc);
  for (let hour = MONDAY; hour < MONDAY + hours; hour++)
    season.close(hour, change(hour - MONDAY, poisson(random, usual(hour) * rate)));
  return season;
}

const ratio = (season: Season, one: number, other: number) =>
  season.factor(MONDAY + 28 * 24 + one) / season.factor(MONDAY + 28 * 24 + other);

test('knows nothing before the first day is over', () => {
  const season = learned(23, 200);
  for (let hour = 0; hour < 168; hour++) assert.equal(season.factor(MONDAY + hour), 1);
  assert.equal(season.days, 0);
});

test('learns the hours of the day from one day, and the weekend from weeks', () => {
  assert.ok(Math.abs(ratio(learned(24, 200), 12, 0) - 3) < 0.4);
  const month = learned(28 * 24, 200);
  assert.ok(Math.abs(ratio(month, 12, 0) - 3) < 0.25);
  assert.ok(Math.abs(ratio(month, 5 * 24 + 12, 12) - 0.5) < 0.08, 'Saturday noon against Monday noon');
});

test('believes few posts only a little', () => {
  const one = learned(24, 0.02);
  for (let hour = 0; hour < 24; hour++) {
    const factor = one.factor(MONDAY + hour);
    assert.ok(factor > 0.4 && factor < 2.5, `two posts a day make a factor of ${factor}`);
  }
  const many = learned(24 * 35, 0.5);
  assert.ok(ratio(many, 12, 0) > 1.8 && ratio(many, 12, 0) < 5.5, `but they add up: ${ratio(many, 12, 0)}`);
});

test('an hour of an incident is not learned, and is when it was none', () => {
  const then = MONDAY + 28 * 24;
  const spiked = learned(28 * 24, 50);
  const next = 7 * 24;
  const plain = spiked.factor(then + next) / spiked.factor(then + next + 12);
  spiked.close(then, 5000, true);
  for (let hour = 1; hour < 30; hour++) spiked.close(then + hour, 50 * usual(then + hour));
  const excluded = spiked.factor(then + next) / spiked.factor(then + next + 12);
  assert.ok(Math.abs(excluded / plain - 1) < 0.1, `${plain} became ${excluded}`);
  spiked.include(then);
  const included = spiked.factor(then + next) / spiked.factor(then + next + 12);
  assert.ok(included > excluded * 1.02, `it counts now: ${included}`);
  assert.ok(included < excluded * 2, 'but a hundredfold hour does not rule the rest');
});

test('unknown hours are not zeros', () => {
  const whole = learned(28 * 24, 50);
  const holes = learned(28 * 24, 50, (hour, count) => count).state();
  const season = new Season(utc);
  for (const [index, total] of holes.totals.entries()) {
    const isUnknown = index % 7 === 3 || (index > 200 && index < 260);
    season.close(MONDAY + index, isUnknown ? undefined : total);
  }
  for (let hour = 0; hour < 24; hour++)
    assert.ok(Math.abs(season.factor(MONDAY + hour) / whole.factor(MONDAY + hour) - 1) < 0.25);
});

test('is the same after its state was written and read', () => {
  const season = learned(10 * 24 + 5, 30);
  const again = new Season(utc, JSON.parse(JSON.stringify(season.state())));
  for (let hour = 0; hour < 168; hour++)
    assert.equal(again.factor(MONDAY + hour), season.factor(MONDAY + hour));
  assert.deepEqual(again.state(), season.state());
});

test('follows the clocks of its zone when summer time begins', () => {
  const berlin = hourOfWeekIn('Europe/Berlin');
  // 2026-03-29 01:00 UTC: 02:00 becomes 03:00.
  const change = Date.UTC(2026, 2, 29, 1) / 3_600_000;
  assert.equal(berlin(change - 1), 6 * 24 + 1);
  assert.equal(berlin(change), 6 * 24 + 3);
  assert.equal(berlin(change + 24) - berlin(change - 1), -(6 * 24 + 1) + 3);
  assert.throws(() => hourOfWeekIn('Nowhere/Land'), RangeError);
});
