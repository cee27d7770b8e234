import { ascii, bytesOf, hasAscii, joined, little, little32 } from './bytes.ts';
import { type CleanImage, cleanImage } from './clean-image.ts';
import { orientationOf, orientationOnly } from './exif.ts';

const KEPT = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** Keeps picture, animation, colour profile and orientation. Undefined when it is no whole WebP. */
export function cleanWebp(bytes: Uint8Array): CleanImage | undefined {
  const end = 8 + little(bytes, 4, 4);
  if (end > bytes.length || end < 20) return undefined;
  const kept: { type: string; chunk: Uint8Array }[] = [];
  let orientation = 1;
  for (let at = 12; at + 8 <= end;) {
    const type = ascii(bytes, at, 4);
    const length = little(bytes, at + 4, 4);
    const next = at + 8 + length + (length & 1);
    if (at + 8 + length > end) return undefined;
    if (type === 'EXIF') {
      const from = hasAscii(bytes, at + 8, 'Exif\0\0') ? at + 14 : at + 8;
      orientation = orientationOf(bytes.subarray(from, at + 8 + length));
    }
    if (KEPT.has(type)) kept.push({ type, chunk: bytes.slice(at, Math.min(next, end)) });
    at = next;
  }
  const size = sizeOf(kept);
  if (!size) return undefined;
  const extended = kept.find(({ type }) => type === 'VP8X')?.chunk;
  // Only the extended form has a place for an orientation.
  const isTurnKept = orientation !== 1 && extended !== undefined;
  if (extended) extended[8] = (extended[8]! & ~(HAS_EXIF | HAS_XMP)) | (isTurnKept ? HAS_EXIF : 0);
  const parts = kept.map(({ chunk }) => chunk);
  if (isTurnKept) {
    const tiff = orientationOnly(orientation);
    parts.push(joined([bytesOf('EXIF'), little32(tiff.length), tiff]));
  }
  const body = joined([bytesOf('WEBP'), ...parts]);
  return cleanImage(
    joined([bytesOf('RIFF'), little32(body.length), body]),
    size,
    isTurnKept ? orientation : 1,
  );
}

function sizeOf(
  chunks: readonly { type: string; chunk: Uint8Array }[],
): { width: number; height: number } | undefined {
  for (const { type, chunk } of chunks) {
    if (type === 'VP8X' && chunk.length >= 18)
      return { width: little(chunk, 12, 3) + 1, height: little(chunk, 15, 3) + 1 };
    if (type === 'VP8 ' && chunk.length >= 18)
      return { width: little(chunk, 14, 2) & 0x3fff, height: little(chunk, 16, 2) & 0x3fff };
    if (type === 'VP8L' && chunk.length >= 13) {
      const bits = little(chunk, 9, 4);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
  }
  return undefined;
}
