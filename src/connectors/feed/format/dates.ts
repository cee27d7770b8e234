import { monthNumber, zoneOffset } from './date-words.ts';

interface Parts {
  year: number;
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
  /** Fraction of a second in milliseconds. */
  milliseconds?: number;
  /** Minutes east of UTC. */
  offset?: number;
}

/**
 * Any date a feed may hold as ISO 8601 in UTC with milliseconds; null when it is absent or cannot be read. A time without a zone
 * is UTC, a date without a time is midnight, the weekday is never believed.
 */
export function readDate(value: string | null | undefined): string | null {
  const text = value?.replace(/[\s\u00a0]+/g, ' ').trim();
  if (!text || text.length > 100) return null;
  const parts = eastAsianDate(text) ?? isoDate(text) ?? numericDate(text) ?? wordDate(text);
  if (parts) return toIso(parts);
  return stampDate(text);
}

/** The first of several dates, best source first, that can be read. */
export function firstDate(...values: (string | null | undefined)[]): string | null {
  for (const value of values) {
    const date = readDate(value);
    if (date !== null) return date;
  }
  return null;
}

const TIME = String.raw`(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-?(?:(\d{1,2})(?:-?(\d{1,2}))?)?(?:(?: ?[Tt] ?| )${TIME} ?(.*))?$`);

function isoDate(text: string): Parts | undefined {
  const ordinal = /^(\d{4})-?(\d{3})(?=$|[Tt ])(.*)$/.exec(text);
  if (ordinal && !/^\d{8}/.test(text)) {
    const date = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
    return isoDate(date.toISOString().slice(0, 10) + ordinal[3]);
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:[Tt ]?(\d{2}.*))?$/.exec(text);
  if (compact && (text.length === 8 || /^\d{8}[Tt ]/.test(text) || /^(?:19|20)\d{12}$/.test(text)))
    return isoDate(`${compact[1]}-${compact[2]}-${compact[3]}${compact[4] ? `T${compact[4]}` : ''}`);
  if (!/^\d{4}(?:-|$|[Tt])/.test(text)) return undefined;
  const found = ISO.exec(
    text.replace(
      /([Tt ])(\d{2})(\d{2})(\d{2})?(?=$|[.,Zz+ -])/,
      (_, t, h, m, sec) => `${t}${h}:${m}:${sec ?? '00'}`,
    ),
  );
  if (!found) return undefined;
  const [, year, month = '1', day = '1', hour, minute, second, fraction, rest = ''] = found;
  const parts: Parts = { year: Number(year), month: Number(month), day: Number(day) };
  return hour === undefined ? parts : withTime(parts, { hour, minute, second, fraction, rest });
}

/** `2004年12月25日 10時30分`, `2004년 5월 25일 오후 11:16:24`, `2004-05-25 오후 11:16:24`. */
function eastAsianDate(text: string): Parts | undefined {
  const found =
    /^(\d{4})\s?[年년./-]\s?(\d{1,2})\s?[月월./-]\s?(\d{1,2})\s?[日일.]?[^\d]*?(?:(\d{1,2})\s?[:時时시]\s?(\d{1,2})(?:\s?[:分분]\s?(\d{1,2}))?[秒초분分]?\s*(.*))?$/.exec(
      text,
    );
  if (!found || !/^\d{4}\. |[\u3040-\uffef\u1100-\u11ff]/.test(text)) return undefined;
  const [, year, month, day, hour, minute, second, rest = ''] = found;
  const parts: Parts = { year: Number(year), month: Number(month), day: Number(day) };
  if (hour === undefined) return parts;
  const half = /오후|下午|午後/.test(text) ? 'pm' : /오전|上午|午前/.test(text) ? 'am' : '';
  // These languages have no zone in their dates; their clocks do.
  const zone = rest || (/[년월오]/.test(text) ? '+09:00' : '');
  return withTime(parts, { hour, minute, second, rest: `${half} ${zone}`.trim() });
}

/** `12/31/2003`, `31.12.2003 10:00`, `2003/12/31`. With slashes the month comes first unless that is impossible. */
function numericDate(text: string): Parts | undefined {
  const found =
    /^(?:\p{L}+,? )?(\d{1,4})([/.-])(\d{1,2})\2(\d{2,4})(?:,? ?[Tt]? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(.*))?$/u.exec(
      text,
    );
  if (!found) return undefined;
  const [, a, separator, b, c, hour, minute, second, fraction, rest = ''] = found;
  const isYearFirst = a!.length === 4;
  if (!isYearFirst && (a!.length > 2 || c!.length === 3)) return undefined;
  const isMonthFirst = !isYearFirst && separator === '/' ? Number(a) <= 12 : Number(b) > 12;
  const [month, day] = isYearFirst ? [b, c] : isMonthFirst ? [a, b] : [b, a];
  const parts: Parts = { year: fullYear(isYearFirst ? a! : c!), month: Number(month), day: Number(day) };
  return hour === undefined ? parts : withTime(parts, { hour, minute, second, fraction, rest });
}

/** RFC 822, asctime and everything else that names the month, in many languages and any order. */
function wordDate(text: string): Parts | undefined {
  const clock = /(?:^|[\sT,])(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?=$|[^\d.:])\s*(.*)$/.exec(
    text,
  );
  const datePart = clock ? text.slice(0, clock.index) : text;
  const after = clock?.[5] ?? '';
  const words = datePart.match(/[\p{L}\p{M}]+\.?|\d+/gu) ?? [];
  const at = words.findIndex((word) => monthNumber(word) !== undefined && !isWeekday(word, words));
  if (at < 0) return undefined;
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const yearAfter = /^(?:[+-]\d{4}|\p{L}+)?\s*(\d{4})$/u.exec(after.trim());
  const yearWord = numbers.find((word) => word.length === 4) ?? yearAfter?.[1] ?? numbers[1];
  const dayWord = numbers.find(
    (word) => word !== yearWord || numbers.indexOf(word) !== numbers.lastIndexOf(word),
  );
  if (yearWord === undefined || (datePart.includes('-0001') && yearWord === '0001')) return undefined;
  const parts: Parts = {
    year: fullYear(yearWord),
    month: monthNumber(words[at]!)!,
    day: Number(dayWord ?? 1),
  };
  if (!clock) return parts;
  const rest = yearAfter ? after.replace(/\s*\d{4}$/, '') : after;
  return withTime(parts, { hour: clock[1]!, minute: clock[2], second: clock[3], fraction: clock[4], rest });
}

/** `Mar` is Tuesday in French and `lun` Monday: a name followed by another month's name is a weekday. */
function isWeekday(word: string, words: string[]): boolean {
  const at = words.indexOf(word);
  return at === 0 && words.slice(1).some((other) => monthNumber(other) !== undefined);
}

interface Clock {
  hour: string;
  minute?: string | undefined;
  second?: string | undefined;
  fraction?: string | undefined;
  /** What follows the time: am or pm, the zone, a comment. */
  rest: string;
}

function withTime(parts: Parts, clock: Clock): Parts {
  const half = /^\s*([ap])\.?m\.?(?=$|[\s)])/i.exec(clock.rest)?.[1]?.toLowerCase();
  let hour = Number(clock.hour);
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  const rest = clock.rest.replace(/^\s*[ap]\.?m\.?(?=$|[\s)])/i, '').trim();
  return {
    ...parts,
    hour,
    minute: Number(clock.minute ?? 0),
    second: Number(clock.second ?? 0),
    milliseconds: clock.fraction ? Math.floor(Number(`0.${clock.fraction}`) * 1000) : 0,
    offset: offsetOf(rest),
  };
}

function offsetOf(rest: string): number {
  if (rest === '') return 0;
  const numeric = /(?:utc|gmt|ut)?\s*[+\u2212-]\s?\d{1,2}:?(?:\d{2})?(?!\d)/i.exec(rest);
  if (numeric) return zoneOffset(numeric[0]) ?? 0;
  return zoneOffset(rest.split(/[\s(]/)[0]!) ?? zoneOffset(rest.replace(/^.*\((\w+)\).*$/, '$1')) ?? 0;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return digits.length === 3 ? 1900 + year : year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function toIso(parts: Parts): string | null {
  const { year, month, day, hour = 0, minute = 0, second = 0, milliseconds = 0, offset = 0 } = parts;
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return null;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return null;
  const at = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset * 60_000;
  return new Date(at).toISOString();
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Seconds, milliseconds or microseconds since 1970. */
function stampDate(text: string): string | null {
  if (!/^\d{9,16}(?:\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  const milliseconds = value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000;
  return new Date(Math.floor(milliseconds)).toISOString();
}
