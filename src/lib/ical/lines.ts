/** One content line of iCalendar: `DTSTART;VALUE=DATE:20261225`. Names of properties and parameters in capitals. */
export interface Line {
  name: string;
  params: ReadonlyMap<string, string>;
  value: string;
  /** Where it stands in the file, from 1. */
  number: number;
}

const LONGEST_LINE = 20_000;

/** The lines of a file, folded ones joined (RFC 5545, 3.1). What is no content line is left out. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let raw = '';
  let number = 0;
  const rows = text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/);
  for (const [index, row] of rows.entries()) {
    if (row.startsWith(' ') || row.startsWith('\t')) {
      if (raw.length + row.length <= LONGEST_LINE) raw += row.slice(1);
      continue;
    }
    push(lines, raw, number);
    raw = row.slice(0, LONGEST_LINE);
    number = index + 1;
  }
  push(lines, raw, number);
  return lines;
}

/** The text of a value: `\n`, `\,` and `\;` as what they stand for, without control characters. */
export function plainText(value: string): string {
  return value
    .replaceAll(/\\([nN,;\\])/g, (_all, sign: string) => (sign === 'n' || sign === 'N' ? ' ' : sign))
    .replaceAll(/\p{Cc}+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function push(lines: Line[], raw: string, number: number): void {
  const colon = valueAt(raw);
  if (colon < 1) return;
  const [name = '', ...params] = splitParams(raw.slice(0, colon));
  if (!/^[A-Za-z0-9-]+$/.test(name)) return;
  lines.push({
    name: name.toUpperCase(),
    params: new Map(params.map(paramOf)),
    value: raw.slice(colon + 1),
    number,
  });
}

/** Where the value begins: at the first colon outside of quotes. */
function valueAt(raw: string): number {
  let isQuoted = false;
  for (let i = 0; i < raw.length; i++) {
    if (raw[i] === '"') isQuoted = !isQuoted;
    else if (raw[i] === ':' && !isQuoted) return i;
  }
  return -1;
}

function splitParams(head: string): string[] {
  const parts: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let i = 0; i <= head.length; i++) {
    if (head[i] === '"') isQuoted = !isQuoted;
    else if (i === head.length || (head[i] === ';' && !isQuoted)) {
      parts.push(head.slice(start, i));
      start = i + 1;
    }
  }
  return parts;
}

function paramOf(part: string): [string, string] {
  const at = part.indexOf('=');
  if (at < 0) return [part.toUpperCase(), ''];
  return [part.slice(0, at).toUpperCase(), part.slice(at + 1).replaceAll('"', '')];
}
