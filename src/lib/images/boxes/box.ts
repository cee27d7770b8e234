import { ascii, u32 } from '../bytes.ts';

/** A box of an ISO media file (ISO/IEC 14496-12, 4.2) or an atom of QuickTime. */
export interface Box {
  type: string;
  /** Where its header begins, its content begins, and it ends. */
  from: number;
  at: number;
  to: number;
  /** It says that it ends behind what holds it. */
  isCut: boolean;
}

/** Films of hours in fragments have some ten thousand; a file of nothing but boxes would take seconds. */
export const MOST_BOXES = 100_000;

/** Where boxes are looked for, and what all of a file are counted in. */
interface Room {
  from: number;
  to: number;
  found: { boxes: number; isWhole: boolean };
}

/** Shows boxes one after the other. Answers `to`, or where something stands that is no box, or one too many: then the file is not whole. */
export function eachBox(bytes: Uint8Array, { from, to, found }: Room, visit: (box: Box) => void): number {
  let at = from;
  while (at < to) {
    const box = boxAt(bytes, at, to);
    if (!box) return isEmpty(bytes, at, to) ? to : at;
    if (++found.boxes > MOST_BOXES) {
      found.isWhole = false;
      return at;
    }
    visit(box);
    at = box.to;
  }
  return to;
}

function boxAt(bytes: Uint8Array, from: number, end: number): Box | undefined {
  if (from + 8 > end) return undefined;
  const type = ascii(bytes, from + 4, 4);
  const short = u32(bytes, from);
  const isLong = short === 1;
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type) || (isLong && from + 16 > end)) return undefined;
  const at = from + (isLong ? 16 : 8);
  const size = isLong ? u64(bytes, from + 8) : short;
  // 0: to the end of what holds it.
  const to = size === 0 && !isLong ? end : from + size;
  if (to < at) return undefined;
  return { type, from, at, to: Math.min(to, end), isCut: to > end };
}

/** Big-endian unsigned number of eight bytes; imprecise where no file is that long. */
export function u64(bytes: Uint8Array, at: number): number {
  return u32(bytes, at) * 2 ** 32 + u32(bytes, at + 4);
}

function isEmpty(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] !== 0) return false;
  return true;
}
