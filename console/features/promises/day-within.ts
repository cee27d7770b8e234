interface Span {
  from: string;
  to: string;
  zone: string;
}

const DAY_MS = 86_400_000;

/** One day of a span, by the clock on the wall of its zone, also on days that have 23 or 25 hours. */
export function dayWithin(day: string, { zone }: Span): Span {
  const from = startOf(day, zone);
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return { from: new Date(from).toISOString(), to: new Date(startOf(next, zone)).toISOString(), zone };
}

function startOf(day: string, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

function offsetAt(time: number, zone: string): number {
  const shown = new Date(time).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}
