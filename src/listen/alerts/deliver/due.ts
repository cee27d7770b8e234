import type { Delivery, QuietHours } from '../rules/schema.ts';

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;
/** Daily digests leave at eight in the morning. */
const MORNING = 8 * HOUR;

/** When a message may leave: at once, with its digest, or when the quiet hours are over. Days are those of the zone's clocks. */
export function dueAt(delivery: Pick<Delivery, 'quiet' | 'digest'>, severity: number, now: Date): Date {
  const { quiet, digest } = delivery;
  if (quiet && severity >= quiet.unlessSeverity) return now;
  const zone = quiet?.zone ?? 'UTC';
  const due =
    digest === 'hourly'
      ? nextAt(now, zone, Math.floor(minuteOfDay(now, zone) / HOUR + 1) * HOUR)
      : digest === 'daily'
        ? nextAt(now, zone, MORNING)
        : now;
  return quiet && isQuiet(quiet, due) ? nextAt(due, quiet.zone, minutesOf(quiet.to)) : due;
}

/** From the first time to the second, which may lie on the next day; never where both are the same. */
export function isQuiet({ from, to, zone }: QuietHours, at: Date): boolean {
  const [start, end, now] = [minutesOf(from), minutesOf(to), minuteOfDay(at, zone)];
  return start <= end ? now >= start && now < end : now >= start || now < end;
}

/** The next moment at which the zone's clocks show a time; moved by what they are put forward or back until then. */
function nextAt(now: Date, zone: string, minute: number): Date {
  const wait = (minute - minuteOfDay(now, zone) + 2 * DAY) % DAY || DAY;
  const at = new Date((Math.floor(now.getTime() / MINUTE) + wait) * MINUTE);
  const off = ((minute - minuteOfDay(at, zone) + DAY * 1.5) % DAY) - DAY / 2;
  const moved = new Date(at.getTime() + off * MINUTE);
  // A time that the clocks jump over is taken an hour later.
  return Math.abs(off) <= 2 * HOUR && moved > now ? moved : at;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * HOUR + minutes;
}

function minuteOfDay(at: Date, zone: string): number {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return minutesOf(shown);
}
