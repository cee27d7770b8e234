const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether this machine knows the time zone. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Clock times of a zone: how far it is ahead of UTC at a moment, in milliseconds. Remembers days without a change of clocks. */
export class Zone {
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<number, number | undefined>();

  constructor(name: string) {
    this.#format = new Intl.DateTimeFormat('en', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  offsetAt(time: number): number {
    const day = Math.floor(time / DAY_MS);
    if (!this.#days.has(day)) {
      const start = this.#measure(day * DAY_MS);
      this.#days.set(day, start === this.#measure((day + 1) * DAY_MS) ? start : undefined);
    }
    return this.#days.get(day) ?? this.#measure(time);
  }

  /** The day by the calendar on the wall, as `2026-11-22`. */
  dayOf(time: number): string {
    return new Date(time + this.offsetAt(time)).toISOString().slice(0, 10);
  }

  /** Hour of the week by the clock on the wall: 0 is Monday from 0:00 to 1:00, 167 Sunday from 23:00. */
  hourOfWeek(time: number): number {
    const wall = new Date(time + this.offsetAt(time));
    return ((wall.getUTCDay() + 6) % 7) * 24 + wall.getUTCHours();
  }

  /** When a day of the calendar begins. Where clocks skip midnight, the first moment after. */
  startOf(day: string): number {
    const wall = Date.parse(`${day}T00:00:00Z`);
    let start = wall - this.offsetAt(wall);
    start = wall - this.offsetAt(start);
    while (this.dayOf(start) < day) start += HOUR_MS / 2;
    while (this.dayOf(start - HOUR_MS / 2) === day) start -= HOUR_MS / 2;
    return start;
  }

  #measure(time: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(time)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    return wall - Math.floor(time / 1000) * 1000;
  }
}
