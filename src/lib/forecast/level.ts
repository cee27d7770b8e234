import type { Season } from './season.ts';
import { sum } from './season.ts';
import type { Place } from './types.ts';

/** How much there is a half hour, the week's shape apart, and how that grows by the day. */
export interface Level {
  now: number;
  /** Factor by which it grows in a day, at first; it fades. */
  trend: number;
}

const SPEEDS = [0.01, 0.03, 0.08, 0.2, 0.35];
const FADE = 0.92;
/** No day moves the level by more than this. */
const MOST = 2;

/** The level after the last day, by damped exponential smoothing of days; how fast it follows is what would have foreseen these days best. */
export function learnLevel(
  counts: ArrayLike<number>,
  places: readonly Place[],
  season: Season,
  isOut: (place: Place) => boolean,
): Level {
  const days = daysOf(counts, places, season, isOut);
  const rates = days.map(({ count, usual }) => count / usual);
  const first = medianOf(rates.slice(0, 7)) || sum(rates) / Math.max(1, rates.length);
  let best = { error: Number.POSITIVE_INFINITY, level: { now: first, trend: 1 } };
  // A level that follows fast must be worth it: few days praise it by chance.
  const cost = (speed: number) => 1 + speed * Math.max(0.3, 14 / Math.max(7, days.length));
  for (const speed of SPEEDS) {
    const tried = follow(days, first, speed);
    if (tried.error * cost(speed) < best.error) best = { ...tried, error: tried.error * cost(speed) };
  }
  return best.level;
}

/** The level so many days ahead. */
export function levelAhead({ now, trend }: Level, days: number): number {
  const steps = (FADE * (1 - FADE ** days)) / (1 - FADE);
  return now * trend ** Math.min(steps, 14);
}

interface Day {
  count: number;
  usual: number;
}

function follow(days: readonly Day[], first: number, speed: number): { error: number; level: Level } {
  let level: Level = { now: Math.max(first, 1e-6), trend: 1 };
  let error = 0;
  for (const [index, { count, usual }] of days.entries()) {
    const expected = levelAhead(level, 1);
    if (index >= Math.min(7, days.length / 2)) error += Math.abs(count - expected * usual);
    const seen = Math.min(
      expected * MOST,
      Math.max(expected / MOST, (count + 0.5) / (usual + 0.5 / expected)),
    );
    const next = expected + speed * (seen - expected);
    const grown = next / level.now;
    level = { now: next, trend: 1 + 0.9 * (level.trend - 1) + 0.1 * speed * (grown - 1) };
  }
  return { error, level };
}

function daysOf(
  counts: ArrayLike<number>,
  places: readonly Place[],
  season: Season,
  isOut: (place: Place) => boolean,
): Day[] {
  const days = new Map<number, Day>();
  for (let i = 0; i < counts.length; i++) {
    const place = places[i]!;
    if (isOut(place)) continue;
    const day = days.get(place.day) ?? { count: 0, usual: 0 };
    day.count += counts[i]!;
    day.usual += season[place.slot]!;
    days.set(place.day, day);
  }
  return [...days.values()].filter(({ usual }) => usual > 1);
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length === 0 ? 0 : sorted[Math.floor(sorted.length / 2)]!;
}
