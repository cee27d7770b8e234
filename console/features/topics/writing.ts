/** A text and the part of it that is selected. */
export interface Writing {
  text: string;
  start: number;
  end: number;
}

/** Puts an example where the cursor is, with spaces where words would run together. */
export function insertAt({ text, start, end }: Writing, example: string): Writing {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const left = before === '' || /[\s(]$/.test(before) ? '' : ' ';
  const right = after === '' || /^[\s)]/.test(after) ? '' : ' ';
  const made = `${before}${left}${example}${right}${after}`;
  const at = before.length + left.length + example.length;
  return { text: made, start: at, end: at };
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', '"': '"', '{': '}' };

/** Brackets or quotation marks around what is selected; null where the key does nothing special. */
export function wrapWith({ text, start, end }: Writing, key: string): Writing | null {
  const close = PAIRS[key];
  if (close === undefined || start === end) return null;
  const made = `${text.slice(0, start)}${key}${text.slice(start, end)}${close}${text.slice(end)}`;
  return { text: made, start: start + 1, end: end + 1 };
}

/** Places of the round bracket beside the cursor and of its partner; null where there is none. */
export function bracketPair(text: string, cursor: number): [number, number] | null {
  const open: number[] = [];
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === '(') open.push(at);
    else if (!isQuoted && sign === ')') {
      const from = open.pop();
      if (from !== undefined && [from, from + 1, at, at + 1].includes(cursor)) return [from, at];
    }
  }
  return null;
}

/** The part of `after` that is not as in `before`, widened to nothing less than one sign. */
export function differingPart(before: string, after: string): [start: number, end: number] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let back = 0;
  while (back < most - start && before.at(-1 - back) === after.at(-1 - back)) back += 1;
  return [start, after.length - back];
}
