import { linkAt, PATH_STOP, UNSPACED } from './links.ts';
import { CODE_POINT, SIZE_SHIFT, sizedCodePoint } from './utf8.ts';

/** A URL found in bytes; written over by every find. */
export interface ByteLink {
  /** Behind the URL's last byte. */
  end: number;
  /** Where the host name stands in the bytes, in any case and without port. */
  hostStart: number;
  hostEnd: number;
  /** The host name itself where the bytes do not show it (IDNs, ports, user names); else empty. */
  host: string;
  /** Too odd for bytes: the whole text has to be read as a string. */
  isUnusual: boolean;
}

/** Whether a URL starts at `start`, and which: `linkAt` on bytes. */
export function linkInBytes(bytes: Uint8Array, start: number, end: number, link: ByteLink): boolean {
  const hostStart = behindScheme(bytes, start, end);
  if (hostStart < 0) return false;
  const hostStop = behindHost(bytes, hostStart, end);
  if (hostStop === 0) return readAsString(bytes, start, end, link);
  let hostEnd = hostStop;
  while (hostEnd > hostStart && bytes[hostEnd - 1] === DOT) hostEnd--;
  if (!isHost(bytes, hostStart, hostEnd)) return readAsString(bytes, start, end, link);
  if (hostStart === start && !hasDomainBehindWww(bytes, start, hostEnd)) return false;
  link.hostStart = hostStart;
  link.hostEnd = hostEnd;
  link.host = '';
  link.end = withoutTrailingPunctuation(bytes, start, behindPath(bytes, hostStop, end));
  return true;
}

const DOT = 46;
const MAX_HOST = 253;

/** Behind `http://` or `https://`, at the `w` of `www.`, or -1. */
function behindScheme(bytes: Uint8Array, at: number, end: number): number {
  if ((bytes[at]! | 0x20) === 119) {
    const isWww = end - at > 4 && is(bytes, at + 1, 'ww') && bytes[at + 3] === DOT;
    return isWww && bytes[at + 4]! > 32 && bytes[at + 4] !== DOT ? at : -1;
  }
  if (end - at < 7 || !is(bytes, at, 'http')) return -1;
  const colon = (bytes[at + 4]! | 0x20) === 115 ? at + 5 : at + 4;
  const isScheme = bytes[colon] === 58 && bytes[colon + 1] === 47 && bytes[colon + 2] === 47;
  return isScheme && colon + 3 <= end ? colon + 3 : -1;
}

function is(bytes: Uint8Array, at: number, letters: string): boolean {
  for (let i = 0; i < letters.length; i++)
    if ((bytes[at + i]! | 0x20) !== letters.charCodeAt(i)) return false;
  return true;
}

/** Behind what can only be a host of plain letters; 0 where a string has to decide. */
function behindHost(bytes: Uint8Array, from: number, end: number): number {
  const most = Math.min(end, from + MAX_HOST + 1);
  let at = from;
  while (at < most && isHostByte(bytes[at]!)) at++;
  if (at - from > MAX_HOST) return 0;
  if (at === end || (bytes[at]! < 0x80 && !NEEDS_STRING.has(bytes[at]!))) return at;
  const codePoint = sizedCodePoint(bytes, at, end) & CODE_POINT;
  if (codePoint < 0x80) return 0;
  const goesOn = isOf(UNSPACED_TABLE, codePoint) && endsInLetters(bytes, from, at);
  return goesOn || isOf(SIGN_TABLE, codePoint) ? at : 0;
}

/** `%`, `:`, `@`, `[`, `]` and `~` may stand in what comes before the path. */
const NEEDS_STRING: ReadonlySet<number> = new Set([37, 58, 64, 91, 93, 126]);

function isHostByte(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 97 && letter <= 122) || (byte >= 45 && byte <= 57 && byte !== 47) || byte === 95;
}

/** Labels of letters, digits, `_` and `-` with single dots between them, and one letter or digit at least. */
function isHost(bytes: Uint8Array, from: number, end: number): boolean {
  let hasLetter = false;
  for (let i = from; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === DOT && (i === from || bytes[i - 1] === DOT)) return false;
    hasLetter ||= byte !== DOT && byte !== 45 && byte !== 95;
  }
  return hasLetter;
}

/** A Latin host with a top-level domain stops where text without spaces goes on. */
function endsInLetters(bytes: Uint8Array, from: number, end: number): boolean {
  let at = end;
  while (at > from && (bytes[at - 1]! | 0x20) >= 97 && (bytes[at - 1]! | 0x20) <= 122) at--;
  return end - at >= 2 && at > from && bytes[at - 1] === DOT;
}

function hasDomainBehindWww(bytes: Uint8Array, from: number, end: number): boolean {
  let dot = from + 4;
  while (dot < end && bytes[dot] !== DOT) dot++;
  return dot > from + 4 && dot + 1 < end;
}

/** Behind the path, query and fragment that begin at `from`, if any do. */
function behindPath(bytes: Uint8Array, from: number, end: number): number {
  const first = from < end ? bytes[from]! : 0;
  if (first !== 47 && first !== 63 && first !== 35) return from;
  for (let at = from; at < end;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      if (STOPS_PATH[byte] === 1) return at;
      at++;
      continue;
    }
    const sized = sizedCodePoint(bytes, at, end);
    if (isOf(PATH_STOP_TABLE, sized & CODE_POINT)) return at;
    at += sized >> SIZE_SHIFT;
  }
  return end;
}

function withoutTrailingPunctuation(bytes: Uint8Array, from: number, to: number): number {
  let open = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === 40) open++;
    else if (bytes[i] === 41) open--;
  }
  let end = to;
  for (; end > from; end--) {
    const last = bytes[end - 1]!;
    if (last === 41 && open < 0) open++;
    else if (!TRAILING.has(last)) break;
  }
  return end;
}

const TRAILING: ReadonlySet<number> = new Set([...`.,;:!?'*]`].map((sign) => sign.charCodeAt(0)));

/** A table of code points that a pattern fits, filled as they come: 0 unknown, 1 yes, 2 no. */
interface PatternTable {
  readonly pattern: RegExp;
  readonly known: Uint8Array;
}

const UNSPACED_TABLE: PatternTable = { pattern: UNSPACED, known: new Uint8Array(0x110000) };
const PATH_STOP_TABLE: PatternTable = { pattern: PATH_STOP, known: new Uint8Array(0x110000) };
const SIGN_TABLE: PatternTable = { pattern: /[^\p{L}\p{N}\p{M}]/u, known: new Uint8Array(0x110000) };
const STOPS_PATH = Uint8Array.from({ length: 128 }, (_, byte) =>
  PATH_STOP.test(String.fromCharCode(byte)) ? 1 : 0,
);

function isOf(table: PatternTable, codePoint: number): boolean {
  const known = table.known[codePoint]!;
  if (known !== 0) return known === 1;
  const fits = table.pattern.test(String.fromCodePoint(codePoint));
  table.known[codePoint] = fits ? 1 : 2;
  return fits;
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
const ENCODER = new TextEncoder();
/** Texts up to this many bytes may be decoded for a single odd address. */
const MAX_ODD = 4096;

function readAsString(bytes: Uint8Array, start: number, end: number, link: ByteLink): boolean {
  const text = end - start > MAX_ODD ? BROKEN : DECODER.decode(bytes.subarray(start, end));
  // Where a sign stands for broken bytes, places in the string tell nothing about places in the bytes.
  link.isUnusual = text.includes(BROKEN);
  const found = link.isUnusual ? undefined : linkAt(text, 0);
  if (found === undefined) return false;
  link.end = start + ENCODER.encode(text.slice(0, found.end)).length;
  link.host = found.host;
  return true;
}

const BROKEN = '\ufffd';
