import { hasAscii, little, u16, u32 } from './bytes.ts';

const ORIENTATION = 0x0112;

/** Orientation 1 to 8 of a TIFF block, as EXIF holds it; 1 where it says nothing readable. */
export function orientationOf(tiff: Uint8Array): number {
  const isLittle = hasAscii(tiff, 0, 'II');
  if (tiff.length < 14 || (!isLittle && !hasAscii(tiff, 0, 'MM'))) return 1;
  const short = (at: number) => (isLittle ? little(tiff, at, 2) : u16(tiff, at));
  const first = isLittle ? little(tiff, 4, 4) : u32(tiff, 4);
  if (first + 2 > tiff.length) return 1;
  const count = short(first);
  for (let i = 0, at = first + 2; i < count && at + 12 <= tiff.length; i++, at += 12) {
    if (short(at) !== ORIENTATION) continue;
    const value = short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A TIFF block that says the orientation and nothing else. */
export function orientationOnly(orientation: number): Uint8Array {
  // MM, 42, first directory at 8; one entry: tag, type SHORT, count 1, value; no further directory.
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return Uint8Array.from([...head, ...entry, 0, 0, 0, 0]);
}

/** Whether the orientation swaps width and height. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}
