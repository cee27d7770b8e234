const MIN_YEAR = 1970;
const MAX_YEAR = 9999;

/**
 * A time as exports write it: ISO 8601 (UTC where no zone is given), RFC 2822, `31.12.2025 18:05`, or a number of seconds, milliseconds or
 * microseconds since 1970. Null when it is not understood or could mean two days.
 */
export function parseTime(value: unknown): Date | null {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d{9,17}(?:\.\d+)?$/.test(text)) return fromNumber(Number(text));
  return checked(iso(text) ?? dayFirst(text) ?? slashes(text) ?? wordy(text));
}

function fromNumber(value: number): Date | null {
  if (!Number.isFinite(value)) return null;
  const size = Math.abs(value);
  if (size >= 1e14) return checked(new Date(value / 1000));
  return checked(new Date(size >= 1e11 ? value : value * 1000));
}

function iso(text: string): Date | undefined {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  return exactly(
    `${year}-${month}-${day}`,
    `${hour}:${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}`,
    offset,
  );
}

function dayFirst(text: string): Date | undefined {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, day, month, year, hour = '0', minute = '00', second = '00'] = match;
  return exactly(`${year}-${two(month)}-${two(day)}`, `${two(hour)}:${minute}:${second}.000`, 'Z');
}

/** `12/31/2025` can only mean one thing; `01/02/2025` means two days and is refused. */
function slashes(text: string): Date | undefined {
  const match = /^(\d{1,4})\/(\d{1,2})\/(\d{1,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, first, second, third, hour = '0', minute = '00', seconds = '00'] = match;
  const time = `${two(hour)}:${minute}:${seconds}.000`;
  if (first!.length === 4) return exactly(`${first}-${two(second)}-${two(third)}`, time, 'Z');
  if (third!.length !== 4) return undefined;
  if (Number(first) > 12 || first === second)
    return exactly(`${third}-${two(second)}-${two(first)}`, time, 'Z');
  return Number(second) > 12 ? exactly(`${third}-${two(first)}-${two(second)}`, time, 'Z') : undefined;
}

function wordy(text: string): Date | undefined {
  if (!/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return undefined;
  const hasZone = /(?:GMT|UTC|Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2})\s*(?:\d{4})?\)?$/.test(text);
  const date = new Date(hasZone ? text : `${text} UTC`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Refuses days that do not exist, which `Date` would move into the next month. */
function exactly(day: string, time: string, offset: string): Date | undefined {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined;
  const date = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function two(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}

function checked(date: Date | undefined): Date | null {
  if (!date || Number.isNaN(date.getTime())) return null;
  const year = date.getUTCFullYear();
  return year < MIN_YEAR || year > MAX_YEAR ? null : date;
}
