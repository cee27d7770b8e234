import type { ShiftView } from './types.ts';

/** A shift for working days from today on; it has no id until it is saved. */
export function newShift(now: number): ShiftView {
  return {
    id: '',
    name: '',
    userId: null,
    teamId: null,
    people: 1,
    networks: [],
    weekdays: [0, 1, 2, 3, 4],
    fromMinute: 540,
    toMinute: 1020,
    validFrom: new Date(now).toISOString().slice(0, 10),
    validUntil: null,
  };
}

/** What is sent. A colleague is one person. */
export function shiftInput({ id: _id, ...shift }: ShiftView): Omit<ShiftView, 'id'> {
  return { ...shift, people: shift.userId === null ? shift.people : 1 };
}

/** The days of a shift as ranges of weekdays: `[0,1,2,4]` is `[[0,2],[4,4]]`. */
export function dayRanges(weekdays: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const day of weekdays.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === day - 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}
