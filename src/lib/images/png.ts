import { ascii, big32, bytesOf, joined, u32 } from './bytes.ts';
import { crc32 } from './crc.ts';
import { type CleanImage, cleanImage } from './clean-image.ts';
import { orientationOf, orientationOnly } from './exif.ts';

/** What a picture needs to look as it does: the rest (texts, times, EXIF, makers' chunks) goes. */
const KEPT = new Set(
  'IHDR PLTE IDAT tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT bKGD pHYs hIST acTL fcTL fdAT'.split(' '),
);

/** Keeps the picture and its orientation; everything behind the end goes. Undefined when it is no whole PNG. */
export function cleanPng(bytes: Uint8Array): CleanImage | undefined {
  const head = bytes.subarray(0, 8);
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let size: { width: number; height: number } | undefined;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = u32(bytes, at);
    const end = at + 12 + length;
    if (end > bytes.length) return undefined;
    const type = ascii(bytes, at + 4, 4);
    if (type === 'IHDR' && length >= 8) size = { width: u32(bytes, at + 8), height: u32(bytes, at + 12) };
    if (type === 'IEND') {
      const turn = orientation === 1 ? [] : [chunkOf('eXIf', orientationOnly(orientation))];
      const [header, ...rest] = kept;
      if (!size || !header) return undefined;
      return cleanImage(joined([head, header, ...turn, ...rest, bytes.subarray(at, end)]), size, orientation);
    }
    if (type === 'eXIf') orientation = orientationOf(bytes.subarray(at + 8, end - 4));
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const named = joined([bytesOf(type), data]);
  return joined([big32(data.length), named, big32(crc32(named))]);
}
