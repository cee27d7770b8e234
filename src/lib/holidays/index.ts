import { type Rule, RULES } from './rules.ts';

export type { Rule };

/** A public holiday: `2026-12-25`, by the calendar of the country. */
interface Holiday {
  day: string;
  name: string;
  /** ISO 3166-1 code. */
  country: string;
}

/** Countries whose holidays are known, as ISO 3166-1 codes. */
export const HOLIDAY_COUNTRIES: readonly string[] = Object.keys(RULES);

/** Nationwide public holidays of countries between two days, both included, in their order. Unknown countries have none. */
export function holidaysBetween(countries: readonly string[], from: string, to: string): Holiday[] {
  const found: Holiday[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (const country of countries) {
      for (const [name, rule] of Object.hasOwn(RULES, country) ? RULES[country]! : []) {
        const day = dayOf(rule, year);
        if (day >= from && day <= to) found.push({ day, name, country });
      }
    }
  }
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.country < b.country ? -1 : 1));
}

/** The day of a rule in a year, as `2026-11-26`. */
export function dayOf(rule: Rule, year: number): string {
  const easter = /^([EO])([+-]\d+)$/.exec(rule);
  if (easter)
    return text((easter[1] === 'E' ? westernEaster(year) : orthodoxEaster(year)) + Number(easter[2]) * DAY);
  const [first = '', weekday, place] = rule.split(' ');
  const [month = 1, day = 1] = first.split('-').map(Number);
  if (weekday === undefined) return text(Date.UTC(year, month - 1, day));
  const wanted = WEEKDAYS.indexOf(weekday);
  if (place === 'before') return text(last(Date.UTC(year, month - 1, day - 1), wanted));
  const number = Number(place);
  if (number < 0) return text(last(Date.UTC(year, month, 0), wanted));
  return text(last(Date.UTC(year, month - 1, 7 * number), wanted));
}

const DAY = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The last such weekday that is not after a day. */
function last(day: number, weekday: number): number {
  return day - ((new Date(day).getUTCDay() - weekday + 7) % 7) * DAY;
}

function text(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The anonymous Gregorian computus (Nature, 1876; Meeus, Astronomical Algorithms, ch. 8). */
function westernEaster(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const k = c % 4;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}

/** Meeus’ Julian computus, moved to the Gregorian calendar (13 days, right from 1900 to 2099). */
function orthodoxEaster(year: number): number {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const sum = d + e + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1) + 13 * DAY;
}
