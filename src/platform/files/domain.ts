import type { SniffedType } from '#lib/images/index.ts';

/** What a scanner said. `not scanned`: none is set up, or it did not answer; it is asked again. */
export type Scan = 'clean' | 'refused' | 'not scanned';

export interface StoredFile {
  id: string;
  name: string;
  /** By its bytes. */
  mediaType: string;
  kind: SniffedType['kind'];
  /** Bytes. */
  size: number;
  /** Hex, of the bytes as they are stored. */
  sha256: string;
  /** Pixels as shown, of images only. */
  width: number | null;
  height: number | null;
  scan: Scan;
  /** What the scanner found, or why it was not asked. */
  scanNote: string | null;
  createdAt: Date;
}

/** Shown in a page; everything else is handed out as a download. */
const SHOWN = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

export function isShown(mediaType: string): boolean {
  return SHOWN.has(mediaType);
}

const LONGEST_NAME = 200;

/** The last part of the name as people wrote it, without what could mislead a reader or a disk. */
export function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    // Control characters, and those that turn the direction of writing: `gpj.exe` must not look like `exe.jpg`.
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/gu, '')
    .replace(/^[.\s]+|\s+$/g, '');
  if (plain === '') return 'file';
  if (plain.length <= LONGEST_NAME) return plain;
  const ending = /\.[^.]{1,10}$/.exec(plain)?.[0] ?? '';
  return (
    plain
      .slice(0, LONGEST_NAME - ending.length)
      .toWellFormed()
      .replaceAll('\ufffd', '') + ending
  );
}

/** `Content-Disposition` for old and new browsers (RFC 6266). */
export function disposition(name: string, mediaType: string): string {
  const way = isShown(mediaType) ? 'inline' : 'attachment';
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${way}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Part of a file: both ends included. */
export interface Part {
  first: number;
  last: number;
}

/**
 * The part that a `Range` header asks for. Undefined: the whole file, also for several parts and for what is no range of bytes; `none` when the
 * file has no such bytes.
 */
export function partOf(header: string | undefined, size: number): Part | 'none' | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!asked) return undefined;
  const [, from = '', to = ''] = asked;
  if (from === '') {
    if (to === '') return undefined;
    const length = Number(to);
    return length === 0 || size === 0 ? 'none' : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= size ? 'none' : { first, last };
}
