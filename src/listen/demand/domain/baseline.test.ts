import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomFrom, type Random } from '../../../../test/helpers/random.ts';
import { commonOf, type Days, excessOf as compare, type Common, type Excess } from './baseline.ts';

/** The window as one number of people for each of its days, nobody twice. */
function excessOf(
  past: Days,
  window: readonly number[],
  weekday: number,
  common: Common,
  elapsed: number,
): Excess {
  const people = window.reduce((sum, one) => sum + one, 0);
  return compare(past, { people, days: window.length, elapsed }, weekday, common);
}

const SEED = 20_261_122;
const WEEK = [0.8, 1.1, 1.05, 1.0, 1.0, 1.05, 1.0];

/** A Poisson number whose mean differs from day to day by a gamma factor of this dispersion. */
function drawCount(random: Random, mean: number, dispersion: number): number {
  const shape = Math.max(1, Math.round(1 / dispersion));
  let gamma = 0;
  for (let i = 0; i < shape; i++) gamma -= Math.log(1 - random());
  const rate = (mean * gamma) / shape;
  let count = 0;
  for (let product = random(); product > Math.exp(-rate); product *= random()) count++;
  return count;
}

function drawDays(random: Random, mean: number, days: number, dispersion = 0.1): number[] {
  return Array.from({ length: days }, (_, day) => drawCount(random, mean * WEEK[day % 7]!, dispersion));
}

describe('the usual of a place', () => {
  test('quiet places raise hardly any alarm, whatever their size, with short and long pasts', () => {
    const random = randomFrom(SEED);
    for (const pastDays of [8, 21, 56]) {
      let alarms = 0;
      let windows = 0;
      for (let round = 0; round < 40; round++) {
        const places = [0.2, 0.5, 1, 2, 4, 8, 15, 40].map((mean) => drawDays(random, mean, pastDays + 3));
        const pasts = places.map((days) => days.slice(0, pastDays));
        const common = commonOf(pasts, 0);
        for (const days of places) {
          const { observed, sigma } = excessOf(days.slice(0, pastDays), days.slice(pastDays), 0, common, 1);
          windows++;
          if (sigma >= 4 && observed >= 5) alarms++;
        }
      }
      assert.ok(alarms <= windows * 0.004, `${pastDays} days: ${alarms} of ${windows}, seed ${SEED}`);
    }
  });

  test('a wave is found in places with a few people a day, soon after it began', () => {
    const random = randomFrom(SEED + 1);
    for (const [mean, factor] of [
      [2, 6],
      [5, 4],
      [20, 3],
    ] as const) {
      let found = 0;
      for (let round = 0; round < 50; round++) {
        const others = [1, 3, 10, 30].map((usual) => drawDays(random, usual, 28));
        const past = drawDays(random, mean, 28);
        const window = [1, 1, factor, factor].map((more, day) =>
          drawCount(random, mean * more * WEEK[day]!, 0.1),
        );
        const common = commonOf([...others, past], 0);
        if (excessOf(past, window.slice(1), 1, common, 1).sigma >= 3) found++;
      }
      assert.ok(found >= 40, `${mean} a day × ${factor}: ${found} of 50, seed ${SEED + 1}`);
    }
  });

  test('knows the days of the week', () => {
    const days = Array.from({ length: 28 }, (_, day) => (day % 7 === 1 ? 40 : 10));
    const common = commonOf([days, days], 0);
    assert.ok(common.weekdays[1]! > 2 && common.weekdays[3]! < 0.9, common.weekdays.join(' '));
    const monday = excessOf(days, [10, 40], 0, common, 1);
    assert.ok(Math.abs(monday.sigma) < 1, String(monday.sigma));
    assert.ok(excessOf(days, [40, 40], 0, common, 1).sigma > 2);
  });

  test('a former wave does not hide the next one', () => {
    const past = Array.from({ length: 50 }, (_, day) => (day >= 20 && day < 24 ? 60 : 5));
    const { expected, sigma } = excessOf(past, [30, 30, 30], 0, commonOf([past], 0), 1);
    assert.ok(expected < 20 && sigma > 3, `${expected} ${sigma}`);
  });

  test('a day that is not over is held against the part that has passed', () => {
    const past: Days = Array.from({ length: 28 }, () => 24);
    const common = commonOf([past], 0);
    const { expected } = excessOf(past, [6], 0, common, 0.25);
    assert.ok(Math.abs(expected - 6) < 0.5, String(expected));
    assert.ok(excessOf(past, [24], 0, common, 0.25).sigma > 3);
  });

  test('days that were not counted are unknown, and a place without a past is like the others', () => {
    const known: Days = Array.from({ length: 14 }, () => 10);
    const half: Days = [
      ...Array.from({ length: 7 }, () => undefined),
      ...Array.from({ length: 7 }, () => 10),
    ];
    const common = commonOf([known, half], 0);
    assert.ok(Math.abs(common.mean - 10) < 0.01);
    const fresh = excessOf([undefined, undefined], [10], 0, common, 1);
    assert.ok(Math.abs(fresh.expected - 10) < 1.5 && fresh.sigma < 1);
    assert.deepEqual(excessOf([], [0], 0, commonOf([], 0), 1), { observed: 0, expected: 0, sigma: 0 });
  });
});
