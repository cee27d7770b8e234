import { textOfBytes } from './bytes.ts';

export type Canonicalisation = 'simple' | 'relaxed';

const [CR, LF, TAB, SPACE] = [13, 10, 9, 32];

/** A header field as it stood: its name in lower case and the whole of it, folded, without its last line break. */
export interface RawField {
  name: string;
  text: string;
}

/** Head and body of a mail, as they came. */
export function splitMail(raw: Uint8Array): { fields: RawField[]; body: Uint8Array } {
  const end = endOfHead(raw);
  const lines = textOfBytes(raw.subarray(0, end.head)).split(/\r?\n/);
  const fields: RawField[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last) last.text += `\r\n${line}`;
    else if (line !== '') fields.push({ name: /^[^:]*/.exec(line)![0].trim().toLowerCase(), text: line });
  }
  return { fields, body: raw.subarray(end.body) };
}

function endOfHead(raw: Uint8Array): { head: number; body: number } {
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) {
    if (raw[at + 1] === LF) return { head: at, body: at + 2 };
    if (raw[at + 1] === CR && raw[at + 2] === LF) return { head: at, body: at + 3 };
  }
  return { head: raw.length, body: raw.length };
}

/** RFC 6376, sections 3.4.1 and 3.4.2; without a line break behind it. */
export function canonicalField({ text }: RawField, how: Canonicalisation): string {
  if (how === 'simple') return text;
  const at = text.indexOf(':');
  const value = text
    .slice(at + 1)
    .replaceAll(/\r?\n/g, '')
    .replaceAll(/[ \t]+/g, ' ');
  return `${text.slice(0, at).trim().toLowerCase()}:${value.trim()}`;
}

/** RFC 6376, sections 3.4.3 and 3.4.4. Lines end with CRLF, whatever they ended with. */
export function canonicalBody(body: Uint8Array, how: Canonicalisation): Uint8Array<ArrayBuffer> {
  let lines = 1;
  for (let at = body.indexOf(LF); at >= 0; at = body.indexOf(LF, at + 1)) lines += 1;
  const out = new Uint8Array(body.length + 2 * lines);
  let [size, breaks, hasSpace] = [0, 0, false];
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!;
    if (byte === CR && body[at + 1] === LF) continue;
    if (byte === LF) {
      [breaks, hasSpace] = [breaks + 1, false];
      continue;
    }
    if (how === 'relaxed' && (byte === SPACE || byte === TAB)) {
      hasSpace = true;
      continue;
    }
    for (; breaks > 0; breaks--) {
      out[size++] = CR;
      out[size++] = LF;
    }
    if (hasSpace) out[size++] = SPACE;
    hasSpace = false;
    out[size++] = byte;
  }
  if (size > 0 || how === 'simple') {
    out[size++] = CR;
    out[size++] = LF;
  }
  return out.slice(0, size);
}
