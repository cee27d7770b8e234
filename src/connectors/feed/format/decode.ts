import iconv from 'iconv-lite';
import { decodeEbcdic, isEbcdic } from './ebcdic.ts';
import type { FeedWarning } from './types.ts';

export interface DecodedText {
  text: string;
  /** The encoding that was used in the end, lower case. */
  encoding: string;
}

/**
 * Bytes to text. A byte order mark wins, then the shape of the first bytes (UTF-16 and UTF-32 without a mark), then the HTTP
 * charset, then the XML declaration. Labels are checked against the bytes: valid multi-byte UTF-8 beats a Latin label, and
 * bytes that are not UTF-8 in a document labelled so are read as windows-1252 one by one.
 */
export function decodeText(
  bytes: Uint8Array,
  contentType: string | undefined,
  warnings: FeedWarning[],
): DecodedText {
  if (isEbcdic(bytes)) return { text: decodeEbcdic(bytes), encoding: 'cp037' };
  const wide = wideEncoding(bytes);
  if (wide) return { text: iconv.decode(Buffer.from(bytes), wide), encoding: wide };
  const start = hasUtf8Mark(bytes) ? 3 : 0;
  const body = start ? bytes.subarray(start) : bytes;
  const labels = start
    ? []
    : [httpCharset(contentType), declaredCharset(body)].filter((label) => label !== undefined);
  const claims = labels.map(knownEncoding).filter((name) => name !== undefined && !name.startsWith('utf-'));
  // Servers add iso-8859-1 without looking; a declaration inside the document knows better.
  const claimed = claims.find((name) => !isLatin(name)) ?? claims[0];
  const unknown = labels.find((label) => !knownEncoding(label));
  if (unknown)
    warnings.push({
      code: 'encoding.unknown',
      message: `The encoding "${unknown}" is not known; the bytes decided.`,
    });
  const shape = utf8Shape(body);
  if (claimed && /^(iso-2022|hz)/.test(claimed)) return decodeClaimed(body, claimed);
  if (shape.isValid && (!claimed || shape.runs === 0 || shape.runs >= 8 || isLatin(claimed)))
    return validUtf8(body, shape.runs > 0 ? claimed : undefined, warnings);
  if (claimed) return decodeClaimed(body, claimed);
  if (shape.runs === 0) {
    warnings.push({
      code: 'encoding.mislabelled',
      message: 'The bytes are not UTF-8; they were read as windows-1252.',
    });
    return decodeClaimed(body, 'windows-1252');
  }
  const { text, mended } = decodeMixedUtf8(body);
  if (mended > 0)
    warnings.push({
      code: 'encoding.mislabelled',
      message: `${mended} byte${mended === 1 ? '' : 's'} that are not UTF-8 were read as windows-1252.`,
    });
  return { text, encoding: 'utf-8' };
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = [bytes[0], bytes[1], bytes[2], bytes[3]];
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && bytes.length % 4 === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'utf-32be';
  if (a === 0 && b === 0 && c === 0 && (d === 0x3c || d === 0x7b)) return 'utf-32be';
  if ((a === 0x3c || a === 0x7b) && b === 0 && c === 0 && d === 0) return 'utf-32le';
  const isOpening = (byte: number | undefined) =>
    byte === 0x3c || byte === 0x7b || byte === 0x20 || byte === 0x0a;
  if (isOpening(a) && b === 0 && d === 0) return 'utf-16le';
  if (a === 0 && isOpening(b) && c === 0) return 'utf-16be';
  return undefined;
}

function hasUtf8Mark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function httpCharset(contentType: string | undefined): string | undefined {
  return contentType?.match(/;\s*charset\s*=\s*["']?([^"';,\s]+)/i)?.[1];
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = iconv.decode(Buffer.from(bytes.subarray(0, 1024)), 'latin1');
  return head.match(/<\?xml[^>]*?\bencoding\s*=\s*["']?([A-Za-z0-9_:.-]+)/)?.[1];
}

/** Canonical name by the rules of browsers (latin1 is read as windows-1252), or by iconv's wider table. */
function knownEncoding(label: string): string | undefined {
  try {
    const name = new TextDecoder(label).encoding;
    // A document that was readable up to its own declaration cannot be UTF-16, whatever it says.
    return name.startsWith('utf-16') ? 'utf-8' : name;
  } catch {
    return iconv.encodingExists(label) && !/^utf-?(7|16|32)/i.test(label) ? label.toLowerCase() : undefined;
  }
}

function isLatin(encoding: string | undefined): boolean {
  return encoding === 'windows-1252' || encoding === 'iso-8859-15' || encoding === 'macintosh';
}

function validUtf8(body: Uint8Array, wrongLabel: string | undefined, warnings: FeedWarning[]): DecodedText {
  if (wrongLabel)
    warnings.push({
      code: 'encoding.mislabelled',
      message: `Labelled ${wrongLabel}, but the bytes are UTF-8.`,
    });
  return { text: new TextDecoder('utf-8').decode(body), encoding: 'utf-8' };
}

function decodeClaimed(body: Uint8Array, encoding: string): DecodedText {
  const text = iconv.encodingExists(encoding)
    ? iconv.decode(Buffer.from(body), encoding)
    : new TextDecoder(encoding).decode(body);
  return { text, encoding };
}

/** Whether all bytes are UTF-8 (a sequence cut off at the very end is forgiven) and how many multi-byte characters there are. */
function utf8Shape(bytes: Uint8Array): { isValid: boolean; runs: number } {
  let runs = 0;
  let isValid = true;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length === 0 && i < bytes.length - 3) isValid = false;
    if (length > 1) runs++;
    i += length || 1;
  }
  return { isValid, runs };
}

/** Length of the UTF-8 sequence at `i`, or 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const first = bytes[i]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xf0 && first < 0xf5
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc2 && first < 0xe0
          ? 2
          : 0;
  for (let k = 1; k < length; k++) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  if (first === 0xe0 && bytes[i + 1]! < 0xa0) return 0;
  if (first === 0xf0 && bytes[i + 1]! < 0x90) return 0;
  return length;
}

const WINDOWS_1252 = [
  ...iconv.decode(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 'windows-1252'),
];

function decodeMixedUtf8(bytes: Uint8Array): { text: string; mended: number } {
  const parts: string[] = [];
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let from = 0;
  let mended = 0;
  for (let i = 0; i < bytes.length;) {
    const length = sequenceLength(bytes, i);
    if (length > 0) {
      i += length;
      continue;
    }
    if (i > from) parts.push(utf8.decode(bytes.subarray(from, i)));
    parts.push(WINDOWS_1252[bytes[i]!]!);
    mended++;
    from = ++i;
  }
  if (from < bytes.length) parts.push(utf8.decode(bytes.subarray(from)));
  return { text: parts.join(''), mended };
}
