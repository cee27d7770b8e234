import type { Place } from './types.ts';

export const SLOTS = 336;
const DAY_SLOTS = 48;
/** Weeks after which what was counted weighs half. */
const HALF_LIFE_WEEKS = 13;
/** What is usual at a half hour of the week is believed after so many weeks as much as what is usual at that time on any such day. */
const PRIOR_WEEKS = 2;
const KERNEL = [1, 3, 5, 6, 5, 3, 1];

/** How a week goes: a factor for each half hour of it, 1 on average. */
export type Season = Float64Array;

/**
 * Learns the week: the day's profile (smoothed, of working days and of weekends apart), times how much each day has, corrected by what was
 * counted at just that half hour of the week the more often it was seen. Recent weeks weigh more. `isOut` leaves out holidays.
 */
export function learnSeason(
  counts: ArrayLike<number>,
  places: readonly Place[],
  isOut: (place: Place) => boolean,
): Season {
  const sums = new Float64Array(SLOTS);
  const weights = new Float64Array(SLOTS);
  const growth = 0.5 ** (-1 / SLOTS / HALF_LIFE_WEEKS);
  let weight = 0.5 ** (counts.length / SLOTS / HALF_LIFE_WEEKS);
  for (let i = 0; i < counts.length; i++) {
    const place = places[i]!;
    weight *= growth;
    if (isOut(place)) continue;
    sums[place.slot]! += weight * counts[i]!;
    weights[place.slot]! += weight;
  }
  const total = sum(sums);
  const mean = total / Math.max(1e-9, sum(weights));
  if (!(mean > 0)) return new Float64Array(SLOTS).fill(1);
  const prior = priorOf(sums, weights, mean);
  const season = new Float64Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot++)
    season[slot] = (sums[slot]! / mean + PRIOR_WEEKS * prior[slot]!) / (weights[slot]! + PRIOR_WEEKS);
  const level = sum(season) / SLOTS;
  return season.map((one) => Math.max(0.02, one / level));
}

/** Day of the week times time of the day, as factors. */
function priorOf(sums: Float64Array, weights: Float64Array, mean: number): Float64Array {
  const days = new Float64Array(7);
  for (let day = 0; day < 7; day++) {
    const [count, weight] = [part(sums, day), part(weights, day) / DAY_SLOTS];
    // A day of the week that was hardly seen is taken for an average one.
    days[day] = (count / mean / DAY_SLOTS + 0.5) / (weight + 0.5);
  }
  const all = profileOf(sums, weights, [0, 1, 2, 3, 4, 5, 6]);
  const kinds = [profileOf(sums, weights, [0, 1, 2, 3, 4]), profileOf(sums, weights, [5, 6])];
  return Float64Array.from({ length: SLOTS }, (_, slot) => {
    const day = Math.floor(slot / DAY_SLOTS);
    const time = slot % DAY_SLOTS;
    return days[day]! * (0.6 * kinds[day < 5 ? 0 : 1]![time]! + 0.4 * all[time]!);
  });
}

/** The day's profile over some days of the week, smoothed, 1 on average; flat where nothing was seen. */
function profileOf(sums: Float64Array, weights: Float64Array, days: readonly number[]): Float64Array {
  const rates = Float64Array.from({ length: DAY_SLOTS }, (_, time) => {
    const at = days.map((day) => day * DAY_SLOTS + time);
    const weight = at.reduce((all, slot) => all + weights[slot]!, 0);
    return weight > 0 ? at.reduce((all, slot) => all + sums[slot]!, 0) / weight : Number.NaN;
  });
  const known = rates.filter((rate) => !Number.isNaN(rate));
  const mean = known.length > 0 ? sum(known) / known.length : 0;
  if (!(mean > 0)) return new Float64Array(DAY_SLOTS).fill(1);
  return Float64Array.from({ length: DAY_SLOTS }, (_, time) => {
    let [value, weight] = [0, 0];
    for (const [offset, share] of KERNEL.entries()) {
      const rate = rates[(time + offset - 3 + DAY_SLOTS) % DAY_SLOTS]!;
      if (Number.isNaN(rate)) continue;
      value += share * rate;
      weight += share;
    }
    return weight > 0 ? value / weight / mean : 1;
  });
}

const part = (values: Float64Array, day: number) =>
  sum(values.subarray(day * DAY_SLOTS, (day + 1) * DAY_SLOTS));

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
