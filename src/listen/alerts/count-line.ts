/** Posts of one minute, as a line tells them. */
export interface MinuteCount {
  /** Minutes since 1970. */
  minute: number;
  /** Undefined where the line says that nobody knows. */
  count: number | undefined;
}

const MOST_POSTS = 1e9;
/** Numbers from here on are seconds, and from there on milliseconds; as minutes they would lie behind the year 2160. */
const FIRST_SECOND = 1e8;
const FIRST_MILLISECOND = 1e11;

/** Reads `[minute, count]`, `{"minute", "count"}` or `minute,count`. Answers what is wrong with the line where it is none. */
export function readCountLine(line: string): MinuteCount | string {
  const given = fieldsOf(line);
  if (typeof given === 'string') return given;
  const minute = minuteOf(given.minute);
  if (minute === undefined)
    return `${shown(given.minute)} is no minute; it is a whole number of minutes or seconds since 1970, or a time such as "2026-03-01T12:00Z"`;
  if (given.count === null) return { minute, count: undefined };
  const count = Number(given.count);
  const isCount =
    (typeof given.count === 'number' || typeof given.count === 'string') &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= MOST_POSTS;
  return isCount
    ? { minute, count }
    : `${shown(given.count)} is no count; it is a whole number from 0 to a billion, or null where it is not known`;
}

function fieldsOf(line: string): { minute: unknown; count: unknown } | string {
  const text = line.trim();
  if (!/^[[{]/.test(text)) {
    const parts = text.split(/[,;\t ]+/);
    const isTimeWithSpace = parts.length === 3 && /^\d\d:\d\d/.test(parts[1] ?? '');
    const [minute, count] = isTimeWithSpace ? [`${parts[0]} ${parts[1]}`, parts[2]] : parts;
    return count === undefined || count === '' || parts.length > 3
      ? 'it is neither [minute, count] nor {"minute", "count"}'
      : { minute, count };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (Array.isArray(value))
    return value.length === 2
      ? { minute: value[0] as unknown, count: value[1] as unknown }
      : `it has ${value.length} values, not a minute and a count`;
  const { minute, count } = value as { minute?: unknown; count?: unknown };
  return minute === undefined || count === undefined ? '"minute" or "count" is missing' : { minute, count };
}

function minuteOf(given: unknown): number | undefined {
  const number =
    typeof given === 'number' ? given : /^\d+$/.test(String(given)) ? Number(given) : timeOf(given);
  if (number === undefined || !Number.isFinite(number) || number < 0) return undefined;
  if (number >= FIRST_MILLISECOND) return number > 8.64e15 ? undefined : Math.floor(number / 60_000);
  if (number >= FIRST_SECOND) return Math.floor(number / 60);
  return Number.isInteger(number) ? number : undefined;
}

/** Milliseconds of a written time; one without a zone is UTC. Times before 1973 would be taken for seconds and are none. */
function timeOf(given: unknown): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(
    String(given),
  );
  if (!parts) return undefined;
  const time = Date.parse(`${parts[1]}T${parts[2]}${parts[3] ?? 'Z'}`);
  return Number.isNaN(time) || time < FIRST_MILLISECOND ? undefined : time;
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 60);
}
