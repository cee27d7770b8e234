import { learn } from './model.ts';
import { sum } from './season.ts';
import type { History, Place } from './types.ts';

const DAY = 48;
const HOURS = 168;

/** How wrong forecasts of the past would have been, each made with what was known before it. Errors are shares of what came: 0.2 is 20 %. */
export interface Backtest {
  /** Half hours that were foretold. */
  slots: number;
  /** Sum of errors by sum of contacts (weighted MAPE). */
  error: number;
  /** The same of the mean of all weeks at that hour of the week. */
  naive: number;
  /** Mean error of the sum of a day, or of what was foretold at a time, in shares of it (MAPE). */
  dayError: number;
  dayNaive: number;
  /** Share of half hours that lay within the band. */
  within: number;
}

/**
 * Forecasts each of the last `days` days at its beginning, from what was known then; with `every` (half hours) anew that often, up to the next
 * time. Undefined with less than a week before them, or without contacts.
 */
export function backtest(history: History, days: number, every = DAY): Backtest | undefined {
  const steps = backtestSteps(history, days, every);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps of some milliseconds, for those who must not hold others up; the last one has the answer. */
export function* backtestSteps(
  history: History,
  days: number,
  every = DAY,
): Generator<void, Backtest | undefined, void> {
  const { counts, places } = history;
  const last = counts.length - (counts.length % DAY);
  const first = Math.max(7 * DAY, last - days * DAY);
  const told = { slots: 0, error: 0, naive: 0, within: 0, count: 0 };
  const byDay: { error: number; naive: number; count: number }[] = [];
  for (let at = first; at + every <= last; at += every) {
    const before = cut(history, at);
    const ahead = places.slice(at, at + every);
    yield;
    const expected = learn(before).expect(ahead);
    const naive = naiveOf(before, ahead);
    const actual = Array.from({ length: every }, (_, i) => counts[at + i]!);
    for (const [i, one] of expected.entries()) {
      told.error += Math.abs(actual[i]! - one.mean);
      told.naive += Math.abs(actual[i]! - naive[i]!);
      if (actual[i]! >= Math.floor(one.low) && actual[i]! <= one.high) told.within += 1;
    }
    told.slots += every;
    told.count += sum(actual);
    const off = (guess: number) => Math.abs(sum(actual) - guess);
    byDay.push({
      error: off(sum(expected.map(({ mean }) => mean))),
      naive: off(sum(naive)),
      count: sum(actual),
    });
  }
  if (told.count === 0) return undefined;
  const full = byDay.filter(({ count }) => count > 0);
  return {
    slots: told.slots,
    error: told.error / told.count,
    naive: told.naive / told.count,
    dayError: sum(full.map((day) => day.error / day.count)) / full.length,
    dayNaive: sum(full.map((day) => day.naive / day.count)) / full.length,
    within: told.within / told.slots,
  };
}

/** The mean of all weeks at each hour of the week; the mean of everything for an hour that was not seen. */
export function naiveOf({ counts, places }: History, ahead: readonly Place[]): number[] {
  const sums = new Float64Array(HOURS);
  const seen = new Float64Array(HOURS);
  for (let i = 0; i < counts.length; i++) {
    const hour = Math.floor(places[i]!.slot / 2);
    sums[hour]! += counts[i]!;
    seen[hour]! += 1;
  }
  const mean = sum(counts) / Math.max(1, counts.length);
  return ahead.map(({ slot }) => {
    const hour = Math.floor(slot / 2);
    return seen[hour]! > 0 ? sums[hour]! / seen[hour]! : mean;
  });
}

function cut({ counts, places, mentions }: History, at: number): History {
  const part = (values: ArrayLike<number>) => Float64Array.from(values).subarray(0, at);
  return { counts: part(counts), places: places.slice(0, at), mentions: mentions && part(mentions) };
}
