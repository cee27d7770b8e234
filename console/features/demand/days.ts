import { t, tn } from '../../i18n/index.ts';

const DAY_MS = 86_400_000;

export interface DayBar {
  /** 2026-11-22 */
  readonly day: string;
  /** null for one to four people, who are shown nowhere. */
  readonly people: number | null;
  /** From 0 to 1, the busiest day that is shown being 1; 0 for hidden days. */
  readonly height: number;
  readonly isInWindow: boolean;
}

/** People of the latest days, oldest first, as bars. `to` is the last of them; the latest `window` are those that are compared. */
export function dayBarsOf(series: readonly (number | null)[], to: string, window: number): DayBar[] {
  const most = Math.max(1, ...series.map((people) => people ?? 0));
  const last = Date.parse(`${to}T00:00:00Z`);
  return series.map((people, index) => ({
    day: new Date(last - (series.length - 1 - index) * DAY_MS).toISOString().slice(0, 10),
    people,
    height: (people ?? 0) / most,
    isInWindow: index >= series.length - window,
  }));
}

const format = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `22 Nov`; days are days in UTC. */
export function dayName(day: string): string {
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

export function dayText({ day, people }: DayBar): string {
  return `${dayName(day)}: ${people === null ? t('demand.day.hidden') : tn('demand.people', people)}`;
}

/** The bars in a sentence. */
export function barsText(bars: readonly DayBar[]): string {
  const hidden = bars.filter(({ people }) => people === null).length;
  const top = bars.reduce<DayBar | undefined>(
    (best, bar) => ((bar.people ?? 0) > (best?.people ?? 0) ? bar : best),
    undefined,
  );
  return [
    top === undefined
      ? tn('demand.days.none', bars.length)
      : tn('demand.days.most', bars.length, {
          day: dayName(top.day),
          people: tn('demand.people', top.people ?? 0),
        }),
    ...(hidden === 0 ? [] : [tn('demand.days.hidden', hidden)]),
  ].join(' ');
}
