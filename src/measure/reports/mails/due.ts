import { momentOf, Zone } from '#lib/zone/index.ts';

/** When somebody wants a report. */
export interface Rhythm {
  every: 'day' | 'week';
  /** 1 is Monday; of weekly mail only. */
  weekday: number;
  /** By the clock of the zone. */
  hour: number;
  zone: string;
}

export interface Span {
  from: Date;
  to: Date;
}

const HOUR_MS = 3_600_000;
/** When the program was away for longer, a report is left out: the next one is nearer. */
const GRACE_MS = { day: 12 * HOUR_MS, week: 48 * HOUR_MS };

/** The day of the calendar on which a report is due now; undefined while none is. */
export function dueDay({ every, weekday, hour, zone }: Rhythm, now: Date): string | undefined {
  const clock = new Zone(zone);
  const today = clock.dayOf(now.getTime());
  for (let back = 0; back <= 2; back++) {
    const day = dayAfter(today, -back);
    if (every === 'week' && weekdayOf(day) !== weekday) continue;
    const due = momentOf(zone, `${day}T${String(hour).padStart(2, '0')}:00`);
    const late = due ? now.getTime() - due.getTime() : -1;
    if (late >= 0 && late < GRACE_MS[every]) return day;
  }
  return undefined;
}

/** The days that a report due on `day` tells of, and those they are compared with: the same days a week before. */
export function spansOf(
  { every, zone }: Rhythm,
  day: string,
): { now: Span; before: Span; days: [string, string] } {
  const clock = new Zone(zone);
  const length = every === 'day' ? 1 : 7;
  const span = (end: string): Span => ({
    from: new Date(clock.startOf(dayAfter(end, -length))),
    to: new Date(clock.startOf(end)),
  });
  return {
    now: span(day),
    before: span(dayAfter(day, -7)),
    days: [dayAfter(day, -length), dayAfter(day, -1)],
  };
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

const weekdayOf = (day: string) => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
