const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Whether this machine knows the time zone by its name. Plain offsets are none: to databases `+05:30` lies in the west. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

const WALL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/;

/**
 * The moment at which the clock on the wall of a zone shows `2026-03-29T02:30`; null for what no calendar has. An hour that clocks show twice is
 * taken the first time; in one that they skip, the moment that lies as far behind the jump.
 */
export function momentOf(zone: string, wall: string): Date | null {
  const [, year, month, day, hour, minute] = (WALL.exec(wall) ?? []).map(Number);
  if (year === undefined || hour! > 23 || minute! > 59) return null;
  const time = Date.UTC(year, month! - 1, day!, hour!, minute!);
  if (new Date(time).getUTCDate() !== day || new Date(time).getUTCMonth() !== month! - 1) return null;
  const clocks = new Zone(zone);
  const before = time - clocks.offsetAt(time - DAY_MS);
  const after = time - clocks.offsetAt(time + DAY_MS);
  const shown = [before, after].filter((moment) => moment + clocks.offsetAt(moment) === time);
  return new Date(shown.length > 0 ? Math.min(...shown) : before);
}

/** What the clock on the wall of a zone shows, as `2026-11-22T09:30`. */
export function wallOf(zone: string, at: Date): string {
  const time = at.getTime();
  return new Date(time + new Zone(zone).offsetAt(time)).toISOString().slice(0, 16);
}

const MOST_ZONES = 64;
const known = new Map<string, Zone>();

/** A zone with what was found out about it before: asking `Intl` for the days of a year takes milliseconds. Throws `RangeError` for a name that is none. */
export function zoneOf(name: string): Zone {
  let zone = known.get(name);
  if (zone) return zone;
  if (known.size >= MOST_ZONES) known.clear();
  zone = new Zone(name);
  known.set(name, zone);
  return zone;
}

/** So many years that no report comes near it. */
const MOST_DAYS = 20_000;

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
      if (this.#days.size >= MOST_DAYS) this.#days.clear();
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
