export interface DayCount {
  /** `2026-11-22` */
  day: string;
  count: number;
}

export interface Bars {
  /** Height of each bar, 0 to 1, oldest first; a day with posts is never invisible. */
  heights: number[];
  top: DayCount | null;
  total: number;
}

const LEAST = 0.03;

/** Bars from zero. The highest day is named when it stands out. */
export function barsOf(days: readonly DayCount[]): Bars {
  const most = Math.max(0, ...days.map(({ count }) => count));
  const heights = days.map(({ count }) => (count === 0 ? 0 : Math.max(LEAST, count / most)));
  return {
    heights,
    top: most === 0 ? null : (days.find(({ count }) => count === most) ?? null),
    total: days.reduce((sum, { count }) => sum + count, 0),
  };
}

/** `14 Nov`, of a day without a zone. */
export function dayLabel(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return day;
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at);
}
