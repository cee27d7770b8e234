/** What stands for a byte that is no UTF-8; by its class a separator. */
const INVALID = 0xfffd;

/**
 * The code point at `at`, which is below `end`, as `size * 2^21 + codePoint`: two results without an object. A byte that is
 * no valid UTF-8 counts as `INVALID`, one byte long.
 */
export function sizedCodePoint(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return ONE + first;
  if (first < 0xe0) {
    if (first < 0xc2 || at + 1 >= end) return ONE + INVALID;
    const second = bytes[at + 1]! ^ 0x80;
    return second > 0x3f ? ONE + INVALID : TWO + ((first & 0x1f) << 6) + second;
  }
  return first < 0xf0 ? three(bytes, at, end) : four(bytes, at, end);
}

export const SIZE_SHIFT = 21;
export const CODE_POINT = (1 << SIZE_SHIFT) - 1;

/** The code point that ends just before `at`, or `INVALID` at the start and behind broken bytes. */
export function codePointBefore(bytes: Uint8Array, at: number, from: number): number {
  for (let start = at - 1; start >= from && start >= at - 4; start--) {
    if ((bytes[start]! & 0xc0) === 0x80) continue;
    const sized = sizedCodePoint(bytes, start, at);
    return start + (sized >> SIZE_SHIFT) === at ? sized & CODE_POINT : INVALID;
  }
  return INVALID;
}

const ONE = 1 << SIZE_SHIFT;
const TWO = 2 << SIZE_SHIFT;
const THREE = 3 << SIZE_SHIFT;
const FOUR = 4 << SIZE_SHIFT;

function three(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end) return ONE + INVALID;
  const second = bytes[at + 1]! ^ 0x80;
  const third = bytes[at + 2]! ^ 0x80;
  const codePoint = ((bytes[at]! & 0x0f) << 12) + (second << 6) + third;
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return (second | third) > 0x3f || codePoint < 0x800 || isSurrogate ? ONE + INVALID : THREE + codePoint;
}

function four(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 >= end) return ONE + INVALID;
  const second = bytes[at + 1]! ^ 0x80;
  const third = bytes[at + 2]! ^ 0x80;
  const fourth = bytes[at + 3]! ^ 0x80;
  const codePoint = ((bytes[at]! & 0x07) << 18) + (second << 12) + (third << 6) + fourth;
  const isOutside = codePoint < 0x10000 || codePoint > 0x10ffff || bytes[at]! > 0xf4;
  return (second | third | fourth) > 0x3f || isOutside ? ONE + INVALID : FOUR + codePoint;
}
