import { ascii, hasAscii, u32 } from './bytes.ts';

/** Whether a picture moves: a GIF of several frames, a WebP that says so, a PNG with frames. Broken ones do not. */
export function isAnimated(mediaType: string, bytes: Uint8Array): boolean {
  if (mediaType === 'image/gif') return framesOfGif(bytes) > 1;
  if (mediaType === 'image/webp')
    return hasAscii(bytes, 12, 'VP8X') && bytes.length > 20 && (bytes[20]! & 0x02) !== 0;
  return mediaType === 'image/png' && hasFramesPng(bytes);
}

const IMAGE = 0x2c;
const EXTENSION = 0x21;

/** Frames of a GIF, counted up to two. */
function framesOfGif(bytes: Uint8Array): number {
  let frames = 0;
  let at = 13 + tableOf(bytes[10] ?? 0);
  while (at < bytes.length && frames < 2) {
    const kind = bytes[at];
    if (kind === IMAGE) {
      frames += 1;
      at = endOfBlocks(bytes, at + 11 + tableOf(bytes[at + 9] ?? 0));
    } else if (kind === EXTENSION) at = endOfBlocks(bytes, at + 2);
    else break;
  }
  return frames;
}

/** Bytes of the colour table that flags announce. */
const tableOf = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1));

function endOfBlocks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += bytes[at]! + 1;
  return at + 1;
}

/** `acTL` stands before the first picture data of a PNG that moves. */
function hasFramesPng(bytes: Uint8Array): boolean {
  for (let at = 8; at + 8 <= bytes.length;) {
    const type = ascii(bytes, at + 4, 4);
    if (type === 'acTL') return true;
    if (type === 'IDAT' || type === 'IEND') return false;
    at += 12 + u32(bytes, at);
  }
  return false;
}
