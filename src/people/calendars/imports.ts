import { HOLIDAY_COUNTRIES, holidaysBetween } from '#lib/holidays/index.ts';
import { type NamedDay, type NamedDays, namedDays } from '#lib/ical/index.ts';
import { calendarErrors } from './errors.ts';

const MOST_YEARS = 10;
const MOST_SKIPPED = 100;

interface Years {
  fromYear: number;
  toYear: number;
}

/** Public holidays of a country, each day once. Throws `calendar.no_holidays` for a country we do not know. */
export function daysOfCountry({ country, ...years }: Years & { country: string }): {
  days: NamedDay[];
  source: string;
} {
  if (!HOLIDAY_COUNTRIES.includes(country)) throw calendarErrors('calendar.no_holidays', { country });
  const { from, to } = spanOf(years);
  const names = new Map<string, string>();
  for (const { day, name } of holidaysBetween([country], from, to))
    names.set(day, names.has(day) ? `${names.get(day)}, ${name}` : name);
  return { days: [...names].map(([day, name]) => ({ day, name })), source: `holidays:${country}` };
}

/** Whole days that a file names, at most ten years of them. */
export function daysOfFile({
  text,
  ...years
}: Years & { text: string }): Pick<NamedDays, 'days' | 'skipped'> {
  const { days, skipped } = namedDays(text, spanOf(years));
  return { days, skipped: skipped.slice(0, MOST_SKIPPED) };
}

function spanOf({ fromYear, toYear }: Years): { from: string; to: string } {
  const last = Math.min(toYear, fromYear + MOST_YEARS - 1);
  return { from: `${fromYear}-01-01`, to: `${last}-12-31` };
}
