import type { Interval } from '#lib/hours/index.ts';

/** `9:00–12:00, 13:00–17:00` as people type it, with whichever dash, whole hours, `24:00`; over midnight `22:00–6:00`. Null when it cannot be read. */
export function parseHours(text: string): Interval[] | null {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const hours = parts.map(parseInterval);
  if (hours.some((one) => one === null)) return null;
  const sorted = (hours as Interval[]).toSorted((a, b) => a.from - b.from);
  const isApart = sorted.every((one, index) => index === 0 || one.from >= sorted[index - 1]!.to);
  return isApart ? sorted : null;
}

/** Hours as they are read and typed; nothing for a closed day. */
export function hoursText(hours: readonly Interval[]): string {
  return hours.map(({ from, to }) => `${clock(from)}–${clock(to > 1440 ? to - 1440 : to)}`).join(', ');
}

/** `570` as `9:30`. */
function clock(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

function parseInterval(text: string): Interval | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  if (!match) return null;
  const from = minuteOf(match[1], match[2]);
  const until = minuteOf(match[3], match[4]);
  if (from === null || until === null || from >= 1440) return null;
  const to = until <= from ? until + 1440 : until;
  return { from, to };
}

function minuteOf(hour: string | undefined, minute: string | undefined): number | null {
  const value = Number(hour) * 60 + Number(minute ?? 0);
  return Number(minute ?? 0) > 59 || value > 1440 ? null : value;
}
