import { openingAfter, timetableOf, workedBefore } from './timetable.ts';
import { MINUTE_MS } from './units.ts';
import type { Hours } from './week.ts';
import { offsetAt } from './zone.ts';

export { type Hours, type Interval, dayNumber, dayText, weekdayOf } from './week.ts';
export { isZone } from './zone.ts';

/** Years that are looked through for an opening before a calendar counts as closed for good. */
const MOST_YEARS = 20;

/** Working time was asked of a calendar that is closed for the next twenty years. */
export class NeverOpen extends RangeError {
  constructor() {
    super('this calendar does not open within twenty years');
  }
}

/** Open day and night in a zone. */
export function allDay(zone = 'UTC'): Hours {
  return { zone, week: Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]), exceptions: [] };
}

/**
 * Whether we work at a moment. The rule of all that is here: we do whenever the clock on the wall of the zone shows an open time of its day.
 * An hour that clocks show twice counts twice, one they skip not at all. Hours over midnight belong to the day on which they begin.
 */
export function isOpen(hours: Hours, at: Date): boolean {
  const time = at.getTime();
  const year = timetableOf(hours).yearAt(time);
  const index = openingAfter(year, time);
  return index < year.opens.length && year.opens[index]! <= time;
}

/** The first moment from `at` on in which we work: `at` itself when that is one; null when there is none within twenty years. */
export function nextOpen(hours: Hours, at: Date): Date | null {
  const time = at.getTime();
  for (const year of yearsFrom(hours, time)) {
    const opens = year.opens[openingAfter(year, time)];
    if (opens !== undefined) return new Date(Math.max(time, opens));
  }
  return null;
}

/** The first moment from `at` on in which we do not work: `at` itself when that is one; null when there is none within twenty years. */
export function nextClose(hours: Hours, at: Date): Date | null {
  let time = at.getTime();
  for (const year of yearsFrom(hours, time)) {
    const index = openingAfter(year, time);
    if (!(year.opens[index]! <= time)) return new Date(time);
    time = year.closes[index]!;
    // Hours over New Year are cut in two: look at how the next year begins.
    if (time < year.end) return new Date(time);
  }
  return null;
}

/**
 * The moment at which `ms` of working time have passed since `from`: the end of an opening rather than the beginning of the next one.
 * For nothing to work it is `from`. Throws NeverOpen.
 */
export function addWorking(hours: Hours, from: Date, ms: number): Date {
  if (!(ms > 0)) return new Date(from);
  const time = from.getTime();
  let left = ms;
  let idle = 0;
  for (let at = time; idle < MOST_YEARS;) {
    const year = timetableOf(hours).yearAt(at);
    const done = workedBefore(year, at);
    const total = year.before.at(-1)!;
    if (total - done >= left) return new Date(momentOf(year, done + left));
    left -= total - done;
    idle = total > 0 ? 0 : idle + 1;
    at = year.end;
  }
  throw new NeverOpen();
}

/** Working time between two moments in milliseconds; below zero when `to` lies before `from`. */
export function workingBetween(hours: Hours, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end < start) return 0 - workingBetween(hours, to, from);
  const timetable = timetableOf(hours);
  let year = timetable.yearAt(start);
  let worked = -workedBefore(year, start);
  while (end >= year.end) {
    worked += year.before.at(-1)!;
    year = timetable.yearAt(year.end);
  }
  return worked + workedBefore(year, end);
}

/** What the clock on the wall of a zone shows: the day as `2026-11-22`, its weekday (0 is Monday) and the minute of the day. */
export function wallClock(zone: string, at: Date): { day: string; weekday: number; minute: number } {
  const wall = new Date(at.getTime() + offsetAt(zone, at.getTime()));
  return {
    day: wall.toISOString().slice(0, 10),
    weekday: (wall.getUTCDay() + 6) % 7,
    minute: Math.floor((wall.getTime() % 86_400_000) / MINUTE_MS),
  };
}

function* yearsFrom(hours: Hours, time: number) {
  const timetable = timetableOf(hours);
  let year = timetable.yearAt(time);
  for (let count = 0; count < MOST_YEARS; count++) {
    yield year;
    year = timetable.yearAt(year.end);
  }
}

/** The moment of a year at which `worked` of its working time have passed. */
function momentOf(year: ReturnType<ReturnType<typeof timetableOf>['yearAt']>, worked: number): number {
  let low = 0;
  let high = year.opens.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (year.before[middle + 1]! >= worked) high = middle;
    else low = middle + 1;
  }
  return year.opens[low]! + (worked - year.before[low]!);
}
