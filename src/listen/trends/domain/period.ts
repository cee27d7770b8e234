export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** From the first moment up to, without, the last; both at full hours. */
export interface Period {
  from: Date;
  to: Date;
}

/** The hour that a moment lies in. */
export function hourOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / HOUR_MS) * HOUR_MS);
}

/** The hours that a stretch of time touches. */
export function hoursOf(from: Date, to: Date): Date[] {
  const hours: Date[] = [];
  for (let at = hourOf(from).getTime(); at < to.getTime(); at += HOUR_MS) hours.push(new Date(at));
  return hours;
}

/** A period widened to full hours. */
export function wholeHours({ from, to }: Period): Period {
  return { from: hourOf(from), to: new Date(Math.ceil(to.getTime() / HOUR_MS) * HOUR_MS) };
}

/** The same length of time directly before, moved by whole days where that is what the period is made of. */
export function periodBefore({ from, to }: Period): Period {
  const length = to.getTime() - from.getTime();
  const shift = length > DAY_MS / 2 ? Math.ceil(length / DAY_MS) * DAY_MS : length;
  return { from: new Date(from.getTime() - shift), to: new Date(to.getTime() - shift) };
}

/** How a period is put together from days that are counted as a whole (in UTC) and the hours that are left. */
export interface Cover {
  days: Period | undefined;
  hours: Period[];
}

export function coverOf({ from, to }: Period): Cover {
  const first = Math.ceil(from.getTime() / DAY_MS) * DAY_MS;
  const end = Math.floor(to.getTime() / DAY_MS) * DAY_MS;
  if (end <= first) return { days: undefined, hours: [{ from, to }] };
  const edges = [
    { from, to: new Date(first) },
    { from: new Date(end), to },
  ];
  return {
    days: { from: new Date(first), to: new Date(end) },
    hours: edges.filter((edge) => edge.from < edge.to),
  };
}
