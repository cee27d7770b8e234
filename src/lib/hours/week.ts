import { DAY_MINUTES, DAY_MS } from './units.ts';

/** Opening hours of a day in minutes since its midnight by the clock on the wall: `{from: 540, to: 1020}` is 9 to 17. Over midnight `to` is above 1440. */
export interface Interval {
  from: number;
  to: number;
}

/** Opening hours of every day, in one time zone. Plain data; not to be changed once it was asked. */
export interface Hours {
  /** IANA name: `Europe/Berlin`. */
  zone: string;
  /** Seven days, Monday first; an empty one is closed. */
  week: readonly (readonly Interval[])[];
  /** Days with hours of their own, in place of those of the week; none of them means closed. */
  exceptions: readonly { day: string; open: readonly Interval[] }[];
}

/**
 * What a wall clock must show on a day for us to be open: the day's own hours, and what the day before brought over midnight. In order,
 * without overlaps. `day` counts days since 1970.
 */
export function openMinutes(hoursOf: (day: number) => readonly Interval[], day: number): Interval[] {
  const over = hoursOf(day - 1).flatMap(({ from, to }) =>
    to > DAY_MINUTES ? { from: Math.max(0, from - DAY_MINUTES), to: to - DAY_MINUTES } : [],
  );
  const own = hoursOf(day).flatMap(({ from, to }) =>
    from < DAY_MINUTES ? { from, to: Math.min(to, DAY_MINUTES) } : [],
  );
  return joined([...over, ...own]);
}

/** The hours that count on a day: its exception, or those of its weekday. */
export function dayHours(hours: Hours): (day: number) => readonly Interval[] {
  const exceptions = new Map(hours.exceptions.map(({ day, open }) => [dayNumber(day), open]));
  return (day) => exceptions.get(day) ?? hours.week[weekdayOf(day)] ?? [];
}

/** `2026-11-22` as days since 1970. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** Days since 1970 as `2026-11-22`. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Intervals in order, those that touch or overlap as one, without empty ones. */
export function joined(intervals: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const { from, to } of intervals.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}
