import { ascii, hasAscii, u32 } from './bytes.ts';

/** What a file is by its own bytes. Names and declared types are never asked. */
export interface SniffedType {
  mediaType: string;
  kind: 'image' | 'video' | 'audio' | 'text' | 'document';
}

/** Enough of a file's beginning to tell what it is. */
export const SNIFFED_BYTES = 4096;

/** At which byte what stands, and what it means. */
const SIGNATURES: readonly [number, string, string, SniffedType['kind']][] = [
  [0, '\xff\xd8\xff', 'image/jpeg', 'image'],
  [0, '\x89PNG\r\n\x1a\n', 'image/png', 'image'],
  [0, 'GIF87a', 'image/gif', 'image'],
  [0, 'GIF89a', 'image/gif', 'image'],
  [8, 'WEBP', 'image/webp', 'image'],
  [8, 'AVI ', 'video/x-msvideo', 'video'],
  [8, 'WAVE', 'audio/wav', 'audio'],
  [0, '\x1a\x45\xdf\xa3', 'video/webm', 'video'],
  [0, 'OggS', 'audio/ogg', 'audio'],
  [0, 'fLaC', 'audio/flac', 'audio'],
  [0, 'ID3', 'audio/mpeg', 'audio'],
  [0, '%PDF-', 'application/pdf', 'document'],
  [0, 'PK\x03\x04', 'application/zip', 'document'],
  [0, 'PK\x05\x06', 'application/zip', 'document'],
  [0, '\x1f\x8b', 'application/gzip', 'document'],
  [0, '{\\rtf', 'application/rtf', 'document'],
];

/** By the brand of the ISO container (`ftyp`). */
const BRANDS: Readonly<Record<string, SniffedType>> = {
  ...branded('avifavisavio', 'image/avif', 'document'),
  ...branded('heicheixheimheishevchevxhevmhevs', 'image/heic', 'document'),
  ...branded('crx ', 'image/x-canon-cr3', 'document'),
  ...branded('qt  ', 'video/quicktime', 'video'),
  ...branded('3gp43gp53gp63gp73gp83gp93gs73ge63gg63g2a3g2b3g2c', 'video/3gpp', 'video'),
  ...branded('M4A M4B M4P ', 'audio/mp4', 'audio'),
};
/** Pictures whose first brand does not say how they are coded. */
const PICTURES = new Set(['mif1', 'mif2', 'msf1', 'miaf']);

/** Brands have four letters, spaces among them. */
function branded(brands: string, mediaType: string, kind: SniffedType['kind']): Record<string, SniffedType> {
  const each = brands.match(/.{4}/g) ?? [];
  return Object.fromEntries(each.map((brand) => [brand, { mediaType, kind }]));
}

/** The first brand says it, and for pictures those behind it. */
function ofBrands(head: Uint8Array): SniffedType {
  const first = ascii(head, 8, 4);
  if (!PICTURES.has(first)) return BRANDS[first] ?? { mediaType: 'video/mp4', kind: 'video' };
  const end = Math.min(u32(head, 0), head.length - 3);
  for (let at = 16; at < end; at += 4) {
    const said = BRANDS[ascii(head, at, 4)];
    if (said?.kind === 'document') return said;
  }
  return { mediaType: 'image/heif', kind: 'document' };
}

/** QuickTime before it had brands; `size` of its first atom is far below what letters would be. */
function isOldMovie(head: Uint8Array): boolean {
  return head[0]! < 9 && ['moov', 'mdat', 'wide'].some((name) => hasAscii(head, 4, name));
}

/** The type that the first bytes show; plain text where all of them are, `application/octet-stream` for what nobody knows. */
export function sniffType(head: Uint8Array): SniffedType {
  if (hasAscii(head, 4, 'ftyp') && u32(head, 0) >= 8) return ofBrands(head);
  if (isOldMovie(head)) return { mediaType: 'video/quicktime', kind: 'video' };
  for (const [at, signature, mediaType, kind] of SIGNATURES) {
    if (at === 8 && !hasAscii(head, 0, 'RIFF')) continue;
    if (hasAscii(head, at, signature)) return { mediaType, kind };
  }
  if (head.length > 1 && head[0] === 0xff && (head[1]! & 0xe6) === 0xe2)
    return { mediaType: 'audio/mpeg', kind: 'audio' };
  return isText(head)
    ? { mediaType: 'text/plain', kind: 'text' }
    : { mediaType: 'application/octet-stream', kind: 'document' };
}

/** UTF-8 without control characters; a character that the cut divided is no fault. HTML, SVG and scripts are text, too: they run nowhere. */
function isText(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head.subarray(0, SNIFFED_BYTES), { stream: true });
  return !text.includes('\uFFFD') && ![...text].some((sign) => sign < ' ' && !SIGNS_OF_TEXTS.includes(sign));
}

/** Tab, ends of lines and pages, and what terminals colour with. */
const SIGNS_OF_TEXTS = '\t\n\f\r\u001B';
