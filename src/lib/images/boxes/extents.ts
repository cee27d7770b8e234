import { u16, u32 } from '../bytes.ts';
import { type Box, u64 } from './box.ts';

/** A piece of an item's data. */
export interface Extent {
  item: number;
  /** 0: of the file, 1: of the box `idat`, 2: of another item. */
  method: number;
  from: number;
  length: number;
}

/** Shows all extents of an `iloc` of version 0, 1 or 2 (ISO/IEC 14496-12, 8.11.3). False where it cannot be followed. */
export function eachExtent(bytes: Uint8Array, box: Box, visit: (extent: Extent) => void): boolean {
  let at = box.at + 6;
  if (at + 2 > box.to) return false;
  const version = bytes[box.at]!;
  const [sizes, more] = [bytes[box.at + 4]!, bytes[box.at + 5]!];
  const [offsets, lengths, bases] = [sizes >> 4, sizes & 15, more >> 4];
  const indexes = version === 0 ? 0 : more & 15;
  if (version > 2 || ![offsets, lengths, bases, indexes].every((size) => [0, 4, 8].includes(size)))
    return false;
  let isInside = true;
  const next = (size: number): number => {
    if (at + size > box.to) isInside = false;
    if (!isInside || size === 0) return 0;
    at += size;
    return size === 2 ? u16(bytes, at - 2) : size === 4 ? u32(bytes, at - 4) : u64(bytes, at - 8);
  };
  const wide = version === 2 ? 4 : 2;
  const items = next(wide);
  for (let i = 0; i < items; i++) {
    if (!isInside) return false;
    const item = next(wide);
    const method = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(bases);
    // Where an extent takes no room they are all the same.
    const count = Math.min(next(2), offsets + lengths + indexes === 0 ? 1 : Infinity);
    for (let k = 0; k < count; k++) {
      if (!isInside) return false;
      next(indexes);
      const from = base + next(offsets);
      const length = next(lengths);
      if (isInside) visit({ item, method, from, length });
    }
  }
  return isInside;
}
