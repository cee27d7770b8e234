/** What of an RRULE we follow: every year, on days told by month, day of month and weekday. */
export interface Repeat {
  interval: number;
  count: number | null;
  /** Last day, included. */
  until: number | null;
  months: ReadonlySet<number> | null;
  /** 1 to 31, or −1 (the last) to −31. */
  monthDays: ReadonlySet<number> | null;
  /** `[0, -1]` is the last Monday; ordinal 0 is every one. */
  weekdays: readonly (readonly [weekday: number, ordinal: number])[] | null;
}

const DAY_MS = 86_400_000;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYMONTH', 'BYMONTHDAY', 'BYDAY', 'WKST']);

/** An RRULE, or what of it is not followed, in words. */
export function readRepeat(rule: string): Repeat | string {
  const parts = new Map(
    rule.split(';').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim().toUpperCase(), value.trim().toUpperCase()];
    }),
  );
  const frequency = parts.get('FREQ') ?? '';
  if (frequency !== 'YEARLY')
    return `repeats ${frequency === '' ? 'in a way that is not told' : frequency.toLowerCase()}`;
  const foreign = [...parts.keys()].find((name) => name !== '' && !KNOWN.has(name));
  if (foreign !== undefined) return `repeats by ${foreign}`;
  const months = numbers(parts.get('BYMONTH'), 1, 12);
  const monthDays = numbers(parts.get('BYMONTHDAY'), -31, 31);
  const weekdays = readWeekdays(parts.get('BYDAY'));
  const interval = parts.has('INTERVAL') ? Number(parts.get('INTERVAL')) : 1;
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : null;
  const until = parts.has('UNTIL') ? readDay(parts.get('UNTIL')!.slice(0, 8)) : null;
  const isWrong =
    [months, monthDays, weekdays, until].includes(undefined) ||
    !Number.isInteger(interval) ||
    interval < 1 ||
    (count !== null && (!Number.isInteger(count) || count < 1));
  if (isWrong) return 'has a repetition that cannot be read';
  return {
    interval,
    count,
    until: until ?? null,
    months: months ?? null,
    monthDays: monthDays ?? null,
    weekdays: weekdays ?? null,
  };
}

/** The days (since 1970) on which it is, from `from` to `to`. The first one, `start`, is always one (RFC 5545, 3.8.5.3). */
export function daysOf(repeat: Repeat, start: number, from: number, to: number): number[] {
  const found = start >= from && start <= to ? [start] : [];
  const first = new Date(start * DAY_MS);
  let left = (repeat.count ?? Number.POSITIVE_INFINITY) - 1;
  const lastDay = Math.min(to, repeat.until ?? to);
  const skipTo = repeat.count === null ? new Date(from * DAY_MS).getUTCFullYear() : 0;
  const firstYear = first.getUTCFullYear();
  const lastYear = new Date(lastDay * DAY_MS).getUTCFullYear();
  const skipped = Math.max(0, Math.floor((skipTo - firstYear) / repeat.interval)) * repeat.interval;
  for (let year = firstYear + skipped; year <= lastYear && left > 0; year += repeat.interval)
    for (const day of daysInYear(repeat, year, first)) {
      if (day <= start) continue;
      if (day > lastDay || left-- <= 0) return found;
      if (day >= from) found.push(day);
    }
  return found;
}

/** `20261225` or `2026-12-25` as days since 1970; undefined when there is no such day. */
export function readDay(text: string): number | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day);
  const is = new Date(time);
  if (year < 1900 || year > 2200 || is.getUTCMonth() !== month - 1 || is.getUTCDate() !== day)
    return undefined;
  return Math.round(time / DAY_MS);
}

function daysInYear(repeat: Repeat, year: number, first: Date): number[] {
  const start = Date.UTC(year, 0, 1) / DAY_MS;
  const inYear = Date.UTC(year + 1, 0, 1) / DAY_MS - start;
  const isBare = !repeat.monthDays && !repeat.weekdays;
  const months = repeat.months ?? (isBare ? new Set([first.getUTCMonth() + 1]) : null);
  const monthDays = repeat.monthDays ?? (repeat.weekdays ? null : new Set([first.getUTCDate()]));
  const days: number[] = [];
  for (let month = 1, index = 0; month <= 12; month++) {
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    for (let day = 1; day <= length; day++, index++) {
      if (months && !months.has(month)) continue;
      if (monthDays && !monthDays.has(day) && !monthDays.has(day - length - 1)) continue;
      const [place, places] = repeat.months ? [day - 1, length] : [index, inYear];
      if (repeat.weekdays && !isWeekday(repeat.weekdays, start + index, place, places)) continue;
      days.push(start + index);
    }
  }
  return days;
}

/** Ordinals count within the month where months are told, else within the year. 1970 began on a Thursday. */
function isWeekday(
  weekdays: NonNullable<Repeat['weekdays']>,
  day: number,
  index: number,
  length: number,
): boolean {
  const weekday = (((day + 3) % 7) + 7) % 7;
  const ahead = Math.floor(index / 7) + 1;
  const back = -Math.floor((length - 1 - index) / 7) - 1;
  return weekdays.some(
    ([wanted, ordinal]) => wanted === weekday && (ordinal === 0 || ordinal === ahead || ordinal === back),
  );
}

function numbers(list: string | undefined, least: number, most: number): Set<number> | null | undefined {
  if (list === undefined) return null;
  const values = list.split(',').map(Number);
  return values.every((one) => Number.isInteger(one) && one !== 0 && one >= least && one <= most)
    ? new Set(values)
    : undefined;
}

function readWeekdays(list: string | undefined): Repeat['weekdays'] | undefined {
  if (list === undefined) return null;
  const read = list.split(',').map((one): [number, number] | undefined => {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(one);
    return match ? [WEEKDAYS.indexOf(match[2]!), Number(match[1] ?? 0)] : undefined;
  });
  return read.includes(undefined) ? undefined : (read as [number, number][]);
}
