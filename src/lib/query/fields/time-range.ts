import type { Field, FieldReading } from './reading.ts';

/** `time:[a TO b]`: written at or after the beginning of a and before the end of b, days in UTC. */
export const timeField: Field = {
  isNarrow: false,
  known: 'arrival',
  read: readTimes,
  holds: (value, { createdAt, askedAt }) => {
    const at = createdAt?.getTime() ?? NaN;
    const now = askedAt?.getTime() ?? Date.now();
    const [from, to] = value.slice(1, -1).split(' TO ');
    return at >= momentsOf(from!, now)![0] && at <= momentsOf(to!, now)![1];
  },
};

const EXPECTED = 'times such as [2026-11-01 TO 2026-11-30], [2026-11-22T09:00Z TO *] or [-7d TO now]';

function readTimes(written: string): FieldReading {
  const [from, to, ...more] = written
    .replace(/^\[(.*)\]$/su, '$1')
    .split(/\s+TO\s+/i)
    .map((end) => canonical(end.trim()));
  if (from === undefined || to === undefined || more.length > 0) return readOneTime(written, from, to);
  const [first, last] = [momentsOf(from, 0)!, momentsOf(to, 0)!];
  if (isRelative(from) === isRelative(to) && first[0] > last[1])
    return { expected: 'the earlier time first', instead: `[${to} TO ${from}]` };
  return { value: `[${from} TO ${to}]` };
}

/** A day or month by itself means all of it; anything else by itself is only a beginning. */
function readOneTime(written: string, only: string | undefined, more: string | undefined): FieldReading {
  if (only === undefined || only === '*' || more !== undefined || written.includes(' TO '))
    return { expected: EXPECTED };
  if (/^\d{4}(?:-\d\d){0,2}$|day$/.test(only)) return { value: `[${only} TO ${only}]` };
  return { expected: EXPECTED, instead: `[${only} TO *]` };
}

/** One end as it is stored, or undefined where it is none. */
function canonical(written: string): string | undefined {
  const end = /^\d/.test(written) ? written.toUpperCase().replace(' ', 'T') : written.toLowerCase();
  return momentsOf(end, 0) === undefined ? undefined : end;
}

function isRelative(end: string): boolean {
  return !/^[\d*]/.test(end);
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const DAY = UNITS['d']!;

/** First and last millisecond of what one end names, or undefined. `now` is what relative ends count from. */
function momentsOf(end: string, now: number): readonly [first: number, last: number] | undefined {
  if (end === '*') return [-Infinity, Infinity];
  if (end === 'now') return [now, now];
  const midnight = Math.floor(now / DAY) * DAY;
  if (end === 'today') return [midnight, midnight + DAY - 1];
  if (end === 'yesterday') return [midnight - DAY, midnight - 1];
  const back = /^-(\d{1,5})([mhdw])$/.exec(end);
  if (back === null) return isoMoments(end);
  const then = now - Number(back[1]) * UNITS[back[2]!]!;
  return [then, then];
}

const ISO =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/;

/** A year, month, day, minute, second or millisecond, from its first to its last millisecond. */
function isoMoments(end: string): readonly [first: number, last: number] | undefined {
  const parts = ISO.exec(end);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? NaN));
  const start = new Date(0);
  start.setUTCFullYear(year!, (month || 1) - 1, day || 1);
  const isReal =
    !(month === 0 || month! > 12 || day === 0 || hour! > 23 || minute! > 59 || second! > 59) &&
    (Number.isNaN(day) || start.getUTCDate() === day);
  const offset = offsetOf(parts[8]);
  if (!isReal || offset === undefined) return undefined;
  const first =
    start.setUTCHours(hour || 0, minute || 0, second || 0, Number((parts[7] ?? '0').padEnd(3, '0'))) - offset;
  if (parts[7] !== undefined) return [first, first];
  return [first, first + lengthOf(start, parts) - 1];
}

function lengthOf(start: Date, [, , month, day, hour, , second]: RegExpExecArray): number {
  if (second !== undefined) return 1000;
  if (hour !== undefined) return UNITS['m']!;
  if (day !== undefined) return DAY;
  const next = new Date(start);
  if (month === undefined) next.setUTCFullYear(start.getUTCFullYear() + 1);
  else next.setUTCMonth(start.getUTCMonth() + 1);
  return next.getTime() - start.getTime();
}

/** Milliseconds east of UTC, or undefined where there is no such offset. */
function offsetOf(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
