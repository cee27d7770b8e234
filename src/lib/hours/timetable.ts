import { DAY_MS, MINUTE_MS } from './units.ts';
import { dayHours, type Hours, type Interval, openMinutes } from './week.ts';
import { stretchesOf } from './zone.ts';

/** When a calendar is open in one year of UTC. All in milliseconds since 1970. */
export interface Year {
  start: number;
  end: number;
  /** Openings in order; `closes[i]` is the first moment after it. Both lie within the year: hours over New Year are cut in two. */
  opens: Float64Array;
  closes: Float64Array;
  /** Working time of the year before opening `i`; one entry more than openings, the last is that of the whole year. */
  before: Float64Array;
}

/** The years of one calendar, made when they are asked for. */
interface Timetable {
  yearAt(time: number): Year;
}

const timetables = new WeakMap<Hours, Timetable>();

export function timetableOf(hours: Hours): Timetable {
  let found = timetables.get(hours);
  if (!found) {
    found = makeTimetable(hours);
    timetables.set(hours, found);
  }
  return found;
}

/** The first opening of a year that closes after a moment; the number of openings when none does. */
export function openingAfter(year: Year, time: number): number {
  let low = 0;
  let high = year.closes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (year.closes[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Working time of a year before a moment in it. */
export function workedBefore(year: Year, time: number): number {
  const index = openingAfter(year, time);
  const worked = year.before[index]!;
  return index < year.opens.length ? worked + Math.max(0, time - year.opens[index]!) : worked;
}

function makeTimetable(hours: Hours): Timetable {
  const hoursOn = dayHours(hours);
  const years = new Map<number, Year>();
  let latest: Year | undefined;
  return {
    yearAt(time) {
      if (latest && time >= latest.start && time < latest.end) return latest;
      const number = new Date(time).getUTCFullYear();
      if (Number.isNaN(number)) throw new RangeError('no such time');
      latest = years.get(number) ?? makeYear(hours.zone, hoursOn, number);
      years.set(number, latest);
      return latest;
    },
  };
}

function makeYear(zone: string, hoursOn: (day: number) => readonly Interval[], number: number): Year {
  const start = Date.UTC(number, 0, 1);
  const end = Date.UTC(number + 1, 0, 1);
  const spans: Interval[] = [];
  for (const stretch of stretchesOf(zone, start, end)) {
    const last = Math.floor((stretch.to - 1 + stretch.offset) / DAY_MS);
    for (let day = Math.floor((stretch.from + stretch.offset) / DAY_MS); day <= last; day++)
      for (const { from, to } of openMinutes(hoursOn, day))
        append(
          spans,
          Math.max(stretch.from, day * DAY_MS + from * MINUTE_MS - stretch.offset),
          Math.min(stretch.to, day * DAY_MS + to * MINUTE_MS - stretch.offset),
        );
  }
  const before = new Float64Array(spans.length + 1);
  for (const [index, { from, to }] of spans.entries()) before[index + 1] = before[index]! + to - from;
  return {
    start,
    end,
    opens: Float64Array.from(spans, ({ from }) => from),
    closes: Float64Array.from(spans, ({ to }) => to),
    before,
  };
}

function append(spans: Interval[], from: number, to: number): void {
  if (to <= from) return;
  const last = spans.at(-1);
  if (last?.to === from) last.to = to;
  else spans.push({ from, to });
}
