import { DAY_MS, MINUTE_MS } from './units.ts';

/** A stretch of time in which a zone keeps one distance from UTC. `to` is not in it. */
export interface Stretch {
  from: number;
  to: number;
  /** Milliseconds that the clock on the wall is ahead of UTC. */
  offset: number;
}

/** No zone known to man changes its clocks twice within so short a time. */
const STEP_MS = 7 * DAY_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this machine knows the time zone, such as `Europe/Berlin`. */
export function isZone(name: string): boolean {
  try {
    return formatOf(name).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** The stretches of a zone that touch a span of time, in order and without a hole between them. Times in milliseconds since 1970. */
export function stretchesOf(zone: string, from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  let start = from;
  let offset = offsetAt(zone, from);
  for (let at = from; at < to;) {
    const next = Math.min(to, at + STEP_MS);
    const then = offsetAt(zone, next);
    if (then === offset) {
      at = next;
      continue;
    }
    const change = firstMinuteAfter(zone, at, next, offset);
    stretches.push({ from: start, to: change, offset });
    start = change;
    offset = offsetAt(zone, change);
    at = change;
  }
  if (start < to) stretches.push({ from: start, to, offset });
  return stretches;
}

/** Milliseconds that the clock on the wall of a zone is ahead of UTC at a moment. Takes some microseconds; throws RangeError for a zone nobody knows. */
export function offsetAt(zone: string, time: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(time)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
}

/** The minute from which a zone has left `offset`, somewhere after `low` and not after `high`. */
function firstMinuteAfter(zone: string, low: number, high: number, offset: number): number {
  let before = Math.floor(low / MINUTE_MS);
  let after = Math.ceil(high / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle * MINUTE_MS) === offset) before = middle;
    else after = middle;
  }
  return after * MINUTE_MS;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}
