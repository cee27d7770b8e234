/** Somebody at work on some days of each week. */
export interface Shift {
  id: string;
  name: string;
  userId: string | null;
  teamId: string | null;
  people: number;
  /** Empty: every channel. */
  networks: readonly string[];
  /** 0 is Monday. */
  weekdays: readonly number[];
  /** Minutes since midnight; `toMinute` above 1440 goes on after midnight. */
  fromMinute: number;
  toMinute: number;
  /** Days, both included. */
  validFrom: string;
  validUntil: string | null;
}

/** A half hour by the clock on the wall. */
export interface HalfHour {
  at: Date;
  day: string;
  weekday: number;
  minute: number;
}

export interface Absence {
  userId: string;
  from: Date;
  until: Date | null;
}

/** Whether a shift covers all of a half hour. Nights belong to the day on which they begin. */
export function covers(shift: Shift, { day, weekday, minute }: HalfHour): boolean {
  const on = (offset: number) => {
    const begun = offset === 0 ? day : dayBefore(day);
    const isDay = shift.weekdays.includes((weekday - offset + 7) % 7);
    const isValid = begun >= shift.validFrom && (shift.validUntil === null || begun <= shift.validUntil);
    const at = minute + offset * 1440;
    return isDay && isValid && at >= shift.fromMinute && at + 30 <= shift.toMinute;
  };
  return on(0) || on(1);
}

/** The shifts that people work in a half hour: without those who are away. */
export function atWork(
  shifts: readonly Shift[],
  absences: readonly Absence[],
  half: HalfHour,
): readonly Shift[] {
  const isAway = (userId: string) =>
    absences.some(
      (one) => one.userId === userId && one.from <= half.at && (one.until === null || one.until > half.at),
    );
  return shifts.filter((shift) => covers(shift, half) && !(shift.userId && isAway(shift.userId)));
}

/**
 * People planned on each channel. Who works on several goes where most are missing: first everybody with one channel is counted, then the others
 * fill what is left, those with the fewest channels first. What nobody needs stays with the first of their channels.
 */
export function planned(
  shifts: readonly Shift[],
  networks: readonly string[],
  needed: (network: string) => number,
): Map<string, number> {
  const people = new Map(networks.map((network) => [network, 0]));
  const able = (shift: Shift) =>
    shift.networks.length === 0 ? networks : networks.filter((network) => shift.networks.includes(network));
  const sorted = shifts.toSorted((a, b) => able(a).length - able(b).length);
  for (const shift of sorted) {
    const own = able(shift);
    if (own.length === 0) continue;
    for (let i = 0; i < shift.people; i++) {
      const missing = (network: string) => needed(network) - people.get(network)!;
      const where = own.reduce((most, network) => (missing(network) > missing(most) ? network : most));
      people.set(where, people.get(where)! + 1);
    }
  }
  return people;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
