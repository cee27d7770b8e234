import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import { backtest, type History, learn, naiveOf, type Place } from './index.ts';

const DAY = 48;

interface Story {
  weeks: number;
  perHalfHour: number;
  /** Growth a week. */
  growth?: number;
  /** Days on which little comes. */
  holidays?: readonly number[];
  /** Incidents a week; mentions rise three hours before contacts do. */
  incidents?: number;
  seed?: number;
}

/** Contacts of a company by chance: working hours, quiet weekends, growth, holidays, incidents with their mentions ahead. */
function tell({ weeks, perHalfHour, growth = 0, holidays = [], incidents = 0, seed = 7 }: Story): History {
  const random = randomFrom(seed);
  const length = weeks * 7 * DAY;
  const places: Place[] = Array.from({ length }, (_, i) => ({
    slot: i % 336,
    day: Math.floor(i / DAY),
    isHoliday: holidays.includes(Math.floor(i / DAY)),
  }));
  const push = new Float64Array(length + 20);
  for (let i = 0; i < length; i++)
    if (random() < incidents / 336) for (let j = 0; j < 12; j++) push[i + j] = Math.max(push[i + j] ?? 0, 4);
  const counts: number[] = [];
  const mentions: number[] = [];
  for (const [i, { slot, day, isHoliday }] of places.entries()) {
    const hour = (slot % DAY) / 2;
    const daily = hour < 7 ? 0.15 : 1 + Math.sin(((hour - 7) / 17) * Math.PI);
    const weekly = slot >= 240 ? 0.45 : 1;
    const usual = daily * weekly * (1 + growth) ** (day / 7) * (isHoliday ? 0.3 : 1);
    mentions.push(chance(random, 5 * usual * (1 + push[i]!)));
    counts.push(chance(random, perHalfHour * usual * (1 + (push[i - 6] ?? 0))));
  }
  return { counts, places, mentions };
}

/** A number of contacts by Poisson's law. */
function chance(random: () => number, mean: number): number {
  let [count, product] = [0, random()];
  for (const least = Math.exp(-mean); product > least; count++) product *= random();
  return count;
}

const share = (value: number) => `${(value * 100).toFixed(1)} %`;

describe('a forecast', () => {
  it('beats the mean of the hour of the week wherever something changes', () => {
    const stories: Record<string, Story> = {
      steady: { weeks: 10, perHalfHour: 6 },
      growing: { weeks: 12, perHalfHour: 4, growth: 0.06 },
      shrinking: { weeks: 12, perHalfHour: 8, growth: -0.05 },
      small: { weeks: 8, perHalfHour: 0.4 },
      young: { weeks: 2, perHalfHour: 5 },
      'with incidents': { weeks: 12, perHalfHour: 5, incidents: 1.5 },
    };
    // Where nothing ever changes the mean of all weeks cannot be beaten; then it must hardly be worse.
    const isSteady = new Set(['steady', 'small']);
    const failed: string[] = [];
    for (const [name, story] of Object.entries(stories)) {
      const { error, naive, dayError, dayNaive, within } = backtest(tell(story), 28)!;
      console.log(
        `forecast ${name}: ${share(error)} against ${share(naive)} a half hour, ${share(dayError)} against ${share(dayNaive)} a day, ${share(within)} in the band`,
      );
      if (error >= naive * (isSteady.has(name) ? 1.025 : 1)) failed.push(`${name}: ${error} ${naive}`);
      assert.ok(within > 0.7 && within < 0.97, `${name}: ${within} lie in the band`);
    }
    assert.deepEqual(failed, []);
  });

  it('follows growth', () => {
    const { dayError, dayNaive } = backtest(tell({ weeks: 12, perHalfHour: 6, growth: 0.08 }), 28)!;
    assert.ok(dayError < dayNaive / 2, `${dayError} ${dayNaive}`);
  });

  it('knows holidays, once it has seen some', () => {
    const holidays = [10, 24, 38, 52];
    const history = tell({ weeks: 8, perHalfHour: 6, holidays });
    const model = learn(cut(history, 52 * DAY));
    const places = history.places.slice(52 * DAY, 53 * DAY);
    const total = (some: readonly Place[]) => model.expect(some).reduce((all, { mean }) => all + mean, 0);
    const usual = total(places.map((place) => ({ ...place, isHoliday: false })));
    assert.ok(total(places) / usual < 0.55, `${total(places) / usual}`);
    assert.ok(total(places) / usual > 0.2, `${total(places) / usual}`);
  });

  it('hears in mentions what is coming', () => {
    const story = { weeks: 16, perHalfHour: 5, incidents: 3 };
    const history = tell(story);
    const gains = [11, 12, 13].map((seed) => {
      const one = tell({ ...story, seed });
      return backtest({ ...one, mentions: undefined }, 28)!.error - backtest(one, 28)!.error;
    });
    assert.ok(gains.reduce((all, one) => all + one, 0) > 0, gains.join(' '));
    const at = history.counts.length;
    const calm = learn(history).expect(history.places.slice(0, 12));
    const loud = Float64Array.from(history.mentions!);
    for (let i = at - 6; i < at; i++) loud[i] = loud[i]! * 5 + 20;
    const warned = learn({ ...history, mentions: loud }).expect(history.places.slice(0, 12));
    assert.ok(warned[3]!.mean > 1.3 * calm[3]!.mean, `${warned[3]!.mean} ${calm[3]!.mean}`);
  });

  it('is not spoiled by one bad Tuesday', () => {
    const history = tell({ weeks: 6, perHalfHour: 6 });
    const counts = Float64Array.from(history.counts);
    const tuesday = 3 * 336 + DAY;
    for (let i = tuesday + 20; i < tuesday + 30; i++) counts[i]! += 150;
    const ahead = history.places.slice(DAY, 2 * DAY);
    const total = (given: History) =>
      learn(given)
        .expect(ahead)
        .reduce((all, { mean }) => all + mean, 0);
    const naive = (given: History) => naiveOf(given, ahead).reduce((all, one) => all + one, 0);
    const spoiled = total({ ...history, counts }) / total(history);
    assert.ok(spoiled < 1.12, `${spoiled}`);
    assert.ok(naive({ ...history, counts }) / naive(history) > 1.5, 'the mean is');
  });

  it('is a number from the first day on, and of nothing', () => {
    for (const length of [0, 1, 30, 100]) {
      const { places } = tell({ weeks: 2, perHalfHour: 1 });
      const counts = Array.from({ length }, () => 0);
      const expected = learn({ counts, places: places.slice(0, length), mentions: counts }).expect(places);
      assert.ok(expected.every(({ mean, low, high }) => mean >= 0 && low >= 0 && high >= mean && mean < 1));
    }
    assert.equal(backtest({ counts: [], places: [] }, 28), undefined);
  });

  it('stands between low and high, and is wider further ahead', () => {
    const history = tell({ weeks: 6, perHalfHour: 6 });
    const expected = learn(history).expect(history.places.slice(0, 14 * DAY));
    assert.ok(expected.every(({ mean, low, high }) => low <= mean && mean <= high));
    const width = (from: number) => {
      const { mean, high } = expected[from]!;
      return (high - mean) / mean;
    };
    assert.ok(width(20) < width(20 + 7 * DAY), 'a week later');
  });
});

function cut({ counts, places, mentions }: History, at: number): History {
  const part = (values: ArrayLike<number>) => Array.from(values).slice(0, at);
  return { counts: part(counts), places: places.slice(0, at), mentions: part(mentions!) };
}
