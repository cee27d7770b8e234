import { holidaysBetween } from '#lib/holidays/index.ts';
import type { Mark } from './types.ts';

export interface NamedMoment {
  /** Seconds since 1970: midnight here. */
  time: number;
  name: string;
}

/** Events and holidays within a period, in their order. Two of one day are told together; a name that several countries share comes once. */
export function marksWithin(
  period: { from: string; to: string },
  own: readonly Mark[],
  countries: readonly string[],
): NamedMoment[] {
  const [from, to] = [localDay(new Date(period.from)), localDay(new Date(Date.parse(period.to) - 1))];
  const names = new Map<string, Set<string>>();
  const all = [...own.filter(({ day }) => day >= from && day <= to), ...holidaysBetween(countries, from, to)];
  for (const { day, name } of all) names.set(day, (names.get(day) ?? new Set()).add(name));
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, said]) => ({ time: midnight(day) / 1000, name: [...said].join(', ') }));
}

function localDay(date: Date): string {
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function midnight(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).getTime();
}
