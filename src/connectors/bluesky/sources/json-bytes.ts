/** Reading strings out of the bytes of JSON that has no blanks between its signs. */

export const QUOTE = 34;
export const BACKSLASH = 92;
const COLON = 58;
const LETTER_U = 117;
const ESCAPED = Buffer.from('\\u');
/** What stands behind a backslash where it is not the sign itself. */
const CONTROLS: ReadonlyMap<number, number> = new Map([
  [98, 8],
  [102, 12],
  [110, 10],
  [114, 13],
  [116, 9],
]);

/** The closing quotation mark of the string that `from` is in, or -1. */
export function endOfString(json: Buffer, from: number): number {
  for (let at = from; at < json.length; at++) {
    if (json[at] === QUOTE) return at;
    if (json[at] === BACKSLASH) at++;
  }
  return -1;
}

/** Whether a key is written with `\u` escapes, so that looking for it as it is mostly written would not find it. */
export function hasEscapedKey(json: Buffer, from: number): boolean {
  for (let at = json.indexOf(ESCAPED, from); at !== -1;) {
    const end = endOfString(json, at);
    if (end === -1 || json[end + 1] === COLON) return true;
    at = json.indexOf(ESCAPED, end);
  }
  return false;
}

/** Writes what a string means to `out` from `at` on, in UTF-8; where it ends. Never longer than the string. */
export function unescape(json: Buffer, from: number, end: number, out: Buffer, at: number): number {
  let written = at;
  for (let i = from; i < end;) {
    const plain = i;
    while (i < end && json[i] !== BACKSLASH) i++;
    if (i > plain) written += json.copy(out, written, plain, i);
    if (i >= end) break;
    const sign = json[i + 1]!;
    if (sign !== LETTER_U) {
      out[written++] = CONTROLS.get(sign) ?? sign;
      i += 2;
      continue;
    }
    const unit = unitAt(json, i + 2);
    i += 6;
    if (unit < 0x80) out[written++] = unit;
    else if (isHigh(unit) && json[i] === BACKSLASH && json[i + 1] === LETTER_U) {
      written += out.write(String.fromCharCode(unit, unitAt(json, i + 2)).toWellFormed(), written);
      i += 6;
    } else written += out.write(String.fromCharCode(unit).toWellFormed(), written);
  }
  return written;
}

function unitAt(json: Buffer, at: number): number {
  return Number.parseInt(json.toString('latin1', at, at + 4), 16);
}

function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
