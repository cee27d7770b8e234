import { type Line, plainText, readLines } from './lines.ts';
import { daysOf, readDay, readRepeat } from './repeat.ts';

/** A day that a calendar file names, as `2026-12-25`. */
export interface NamedDay {
  day: string;
  name: string;
}

export interface NamedDays {
  /** In order, each day once; names of several events on it are joined. */
  days: NamedDay[];
  /** Events that were not followed, and why. */
  skipped: { line: number; name: string; reason: string }[];
  /** Events in the file. */
  events: number;
}

interface DayLimits {
  /** First and last day that is looked for, both included. */
  from: string;
  to: string;
  /** Most events that are read; 1000 unless told. */
  mostEvents?: number;
}

const DAY_MS = 86_400_000;
/** A holiday is not longer; what is longer is a season or a mistake. */
const LONGEST_DAYS = 62;
const LONGEST_NAME = 120;

/**
 * The whole days of an iCalendar file (RFC 5545), repeated ones for each year. Events of hours, other repetitions than yearly and what
 * cannot be read are skipped and told. Never throws, whatever the file holds.
 */
export function namedDays(text: string, limits: DayLimits): NamedDays {
  const from = readDay(limits.from) ?? 0;
  const to = readDay(limits.to) ?? -1;
  const names = new Map<number, Set<string>>();
  const skipped: NamedDays['skipped'] = [];
  let count = 0;
  for (const event of eventsOf(readLines(text))) {
    count += 1;
    if (count > (limits.mostEvents ?? 1000)) {
      skipped.push({ line: event.line, name: '', reason: 'the file has more events than are read' });
      break;
    }
    const found = daysOfEvent(event, from, to);
    if (typeof found === 'string') skipped.push({ line: event.line, name: event.name, reason: found });
    else
      for (const day of found) {
        const known = names.get(day) ?? new Set();
        names.set(day, known.add(event.name));
      }
  }
  const days = [...names]
    .sort(([a], [b]) => a - b)
    .map(([day, all]) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      name: [...all]
        .filter((name) => name !== '')
        .join(', ')
        .slice(0, LONGEST_NAME),
    }));
  return { days, skipped, events: Math.min(count, limits.mostEvents ?? 1000) };
}

interface Event {
  line: number;
  name: string;
  lines: ReadonlyMap<string, Line>;
  dates: { added: Line[]; left: Line[] };
}

/** The events of a file; what stands inside an event (alarms) is passed over, one without an end ends with the next. */
function* eventsOf(lines: readonly Line[]): Generator<Event> {
  let event: { line: number; lines: Map<string, Line>; dates: Event['dates'] } | undefined;
  let inner = 0;
  const made = () => {
    const done = event;
    event = undefined;
    return (
      done && { ...done, name: plainText(done.lines.get('SUMMARY')?.value ?? '').slice(0, LONGEST_NAME) }
    );
  };
  for (const line of lines) {
    const value = line.value.trim().toUpperCase();
    if (line.name === 'BEGIN' && value === 'VEVENT') {
      const before = made();
      if (before) yield before;
      event = { line: line.number, lines: new Map(), dates: { added: [], left: [] } };
      inner = 0;
    } else if (line.name === 'BEGIN') inner += 1;
    else if (line.name === 'END' && value === 'VEVENT') {
      const before = made();
      if (before) yield before;
    } else if (line.name === 'END') inner = Math.max(0, inner - 1);
    else if (event && inner === 0) {
      if (line.name === 'RDATE') event.dates.added.push(line);
      else if (line.name === 'EXDATE') event.dates.left.push(line);
      else if (!event.lines.has(line.name)) event.lines.set(line.name, line);
    }
  }
  const last = made();
  if (last) yield last;
}

/** Days since 1970 between `from` and `to`, or why it has none. */
function daysOfEvent({ lines, dates }: Event, from: number, to: number): number[] | string {
  if (lines.get('STATUS')?.value.trim().toUpperCase() === 'CANCELLED') return 'is cancelled';
  const begin = lines.get('DTSTART');
  if (!begin) return 'has no date';
  const start = readDay(begin.value.trim().slice(0, 8));
  if (start === undefined) return 'has a date that does not exist';
  const length = lengthOf(lines, start);
  if (typeof length === 'string') return length;
  const rule = lines.get('RRULE');
  const repeat = rule ? readRepeat(rule.value) : undefined;
  if (typeof repeat === 'string') return repeat;
  const left = new Set(dates.left.flatMap(listed));
  const first = from - length + 1;
  const starts = repeat ? daysOf(repeat, start, first, to) : [start];
  return [...starts, ...dates.added.flatMap(listed)]
    .filter((day) => !left.has(day))
    .flatMap((day) => Array.from({ length }, (_, index) => day + index))
    .filter((day) => day >= from && day <= to);
}

/** How many whole days it takes. */
function lengthOf(lines: ReadonlyMap<string, Line>, start: number): number | string {
  const begin = lines.get('DTSTART')!.value.trim();
  const end = lines.get('DTEND')?.value.trim();
  const isWhole = /^\d{4}-?\d{2}-?\d{2}$/.test(begin);
  const duration = lines.get('DURATION')?.value.trim();
  let length = 1;
  if (end !== undefined) {
    const last = readDay(end.slice(0, 8));
    if (last === undefined) return 'has a date that does not exist';
    length = last - start;
    // From midnight to midnight is whole days, however it is written.
    if (!isWhole && !(/T0000(00)?Z?$/.test(begin) && /T0000(00)?Z?$/.test(end)))
      return 'is about hours of a day';
    if (length === 0 && isWhole) length = 1;
  } else if (duration !== undefined) {
    const match = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(T0+[HMS])?$/i.exec(duration);
    if (!match) return 'is about hours of a day';
    length = Math.max(1, Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0));
  } else if (!isWhole) return 'is about hours of a day';
  if (length < 1) return 'ends before it begins';
  return length > LONGEST_DAYS ? `lasts longer than ${LONGEST_DAYS} days` : length;
}

function listed(line: Line): number[] {
  return line.value.split(',').flatMap((one) => readDay(one.trim().slice(0, 8)) ?? []);
}
