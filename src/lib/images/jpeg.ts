import { bytesOf, hasAscii, joined, u16 } from './bytes.ts';
import { orientationOf, orientationOnly } from './exif.ts';
import { type CleanImage, cleanImage } from './clean-image.ts';

const SOS = 0xda;
const EOI = 0xd9;
const EXIF = 'Exif\0\0';

/**
 * Keeps what the picture needs (tables, frames, scans, JFIF, colour profile, Adobe's colour transform) and the orientation. EXIF, XMP, IPTC,
 * comments, makers' segments, further pictures and everything behind the end go. Undefined when it is no whole JPEG.
 */
export function cleanJpeg(bytes: Uint8Array): CleanImage | undefined {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) return size && wholeOf(kept, size, orientation);
    if (isAlone(marker)) {
      kept.push(bytes.subarray(at, at + 2));
      at += 2;
      continue;
    }
    const end = at + 2 + u16(bytes, at + 2);
    if (at + 4 > bytes.length || end > bytes.length || end < at + 4) return undefined;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && hasAscii(segment, 4, EXIF)) orientation = orientationOf(segment.subarray(10));
    if (isFrame(marker) && !size) size = { height: u16(bytes, at + 5), width: u16(bytes, at + 7) };
    if (isKept(marker, segment)) kept.push(segment);
    at = end;
    if (marker === SOS) {
      const scanEnd = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, scanEnd));
      at = scanEnd;
    }
  }
  // The end marker is missing, as with many cameras that were switched off: the picture shows all the same.
  return size && wholeOf(kept, size, orientation);
}

function wholeOf(
  kept: readonly Uint8Array[],
  size: { width: number; height: number },
  orientation: number,
): CleanImage {
  const parts: Uint8Array[] = [Uint8Array.of(0xff, 0xd8)];
  const rest = [...kept];
  // JFIF wants to be first.
  if (rest[0]?.[1] === 0xe0) parts.push(rest.shift()!);
  if (orientation !== 1) {
    const tiff = orientationOnly(orientation);
    const length = 2 + EXIF.length + tiff.length;
    parts.push(Uint8Array.of(0xff, 0xe1, length >> 8, length & 255), bytesOf(EXIF), tiff);
  }
  return cleanImage(joined([...parts, ...rest, Uint8Array.of(0xff, EOI)]), size, orientation);
}

function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xe0) return hasAscii(segment, 4, 'JFIF\0');
  if (marker === 0xe2) return hasAscii(segment, 4, 'ICC_PROFILE\0');
  if (marker === 0xee) return hasAscii(segment, 4, 'Adobe');
  const isOfApplication = marker >= 0xe0 && marker <= 0xef;
  const isComment = marker === 0xfe;
  // Reserved for extensions of the standard: no reader needs them.
  const isReserved = marker >= 0xf0 && marker <= 0xfd;
  return !isOfApplication && !isComment && !isReserved;
}

/** Restart markers, start of image and TEM have no length. */
function isAlone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;
}

/** SOF0 to SOF15 without the tables and extensions that lie between them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where coded data ends: at a marker that is no stuffed byte and no restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += next === 0xff ? 1 : 2;
  }
  return bytes.length;
}
