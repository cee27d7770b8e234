import { sigmaOf } from './tail.ts';

/** People who wrote on each of some days that follow each other, oldest first; undefined where nothing was counted yet. */
export type Days = readonly (number | undefined)[];

/** What a place shows in the latest days against what it usually shows. */
export interface Excess {
  /** People in the window. */
  readonly observed: number;
  /** People that the window usually has. */
  readonly expected: number;
  /** How far above (or below) that is, in standard deviations of the place's own days. */
  readonly sigma: number;
}

/** What all places of a need have in common. */
export interface Common {
  /** People a place has on a day, over all places. */
  readonly mean: number;
  /** By day of the week, Sunday first: how much more or less people write; 1 on average. */
  readonly weekdays: readonly number[];
  /** How much more than by chance (Poisson) days differ: variance = mean + dispersion × mean². */
  readonly dispersion: number;
}

/** Days of the same weekday count together as if so many people had been seen before. */
const WEEKDAY_WEIGHT = 30;
/** A place without a past is believed to be like the others as if they had one day in common. */
const PRIOR_DAYS = 1;
/** Days differ by more than chance, even where too few were seen to show it. */
const LEAST_DISPERSION = 0.02;
const MOST_DISPERSION = 2;
/** Believed of days before so many days of places were seen. */
const USUAL_DISPERSION = 0.25;
const USUAL_DAYS = 60;
/** Days above this share of a place's days count as usual as the last one below it: a former wave must not hide the next one. */
const USUAL = 0.9;

/** Learns from the days before the window what places have in common. `weekday` is that of the first day, 0 for Sunday. */
export function commonOf(places: readonly Days[], weekday: number): Common {
  const sums = new Float64Array(7);
  const counts = new Float64Array(7);
  for (const days of places)
    days.forEach((people, day) => {
      if (people === undefined) return;
      sums[(weekday + day) % 7]! += people;
      counts[(weekday + day) % 7]! += 1;
    });
  const seen = counts.reduce((sum, count) => sum + count, 0);
  const mean = seen === 0 ? 0 : sums.reduce((sum, people) => sum + people, 0) / seen;
  const weekdays = Array.from(sums, (people, day) => {
    const usual = mean * counts[day]!;
    return (people + WEEKDAY_WEIGHT) / (usual + WEEKDAY_WEIGHT);
  });
  const evened = places.map((days) =>
    days.map((people, day) => (people === undefined ? undefined : people / weekdays[(weekday + day) % 7]!)),
  );
  return { mean, weekdays, dispersion: dispersionOf(evened.map(usualDays)) };
}

/** By moments, over all places: what their variance has above their mean once the weekday is taken out. */
function dispersionOf(places: readonly (readonly number[])[]): number {
  let above = 0;
  let squares = 0;
  let seen = 0;
  for (const days of places) {
    if (days.length < 4) continue;
    const mean = days.reduce((sum, people) => sum + people, 0) / days.length;
    const variance = days.reduce((sum, people) => sum + (people - mean) ** 2, 0) / (days.length - 1);
    above += (variance - mean) * days.length;
    squares += mean ** 2 * days.length;
    seen += days.length;
  }
  const found = squares === 0 ? 0 : Math.min(MOST_DISPERSION, Math.max(LEAST_DISPERSION, above / squares));
  return (found * seen + USUAL_DISPERSION * USUAL_DAYS) / (seen + USUAL_DAYS);
}

function usualDays(days: Days): number[] {
  const known = days.filter((people) => people !== undefined);
  const sorted = known.toSorted((a, b) => a - b);
  const most = sorted[Math.max(0, Math.ceil(sorted.length * USUAL) - 1)] ?? 0;
  return known.map((people) => Math.min(people, most));
}

/** The latest days of a place. */
export interface Window {
  /** Different people who wrote in them: whoever writes on two days is one, though the usual counts him twice, so long windows are judged a little low. */
  readonly people: number;
  readonly days: number;
  /** The part of the last day that has passed. */
  readonly elapsed: number;
}

/** Compares the latest days of a place with the days before them, `past`. `weekday` is that of the first day of `past`. */
export function excessOf(past: Days, window: Window, weekday: number, common: Common): Excess {
  const usual = usualDays(past);
  const people = usual.reduce((sum, one) => sum + one, 0);
  const daily = (people + PRIOR_DAYS * common.mean) / (usual.length + PRIOR_DAYS);
  let expected = 0;
  for (let day = 0; day < window.days; day++) {
    const part = day === window.days - 1 ? window.elapsed : 1;
    expected += daily * common.weekdays[(weekday + past.length + day) % 7]! * part;
  }
  const observed = window.people;
  const length = Math.max(1, window.days - 1 + window.elapsed);
  // Chance, days that differ, and that the usual is itself only known from so many people.
  const variance =
    expected +
    (common.dispersion * expected ** 2) / length +
    expected ** 2 / Math.max(1, people + PRIOR_DAYS * common.mean);
  return { observed, expected, sigma: sigmaOf(observed, expected, variance) };
}
