/** The hash of nothing. */
export const EMPTY_HASH = 0x811c9dc5 | 0;

/** FNV-1a's multiplier: `Math.imul(hash ^ codePoint, HASH_STEP)` adds one code point. */
export const HASH_STEP = 0x01000193;

/** Spreads what the last code points did over the low bits, by which tables are indexed. */
export function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) | 0;
}

/** A term's hash over its code points, a signed 32-bit number: the one that the byte tokeniser finds. */
export function hashOf(term: string): number {
  return finish(rawHashOf(term));
}

/** The same before `finish`, to go on from. */
export function rawHashOf(term: string): number {
  let hash = EMPTY_HASH;
  for (let i = 0; i < term.length; i++) {
    const codePoint = term.codePointAt(i)!;
    if (codePoint > 0xffff) i++;
    hash = Math.imul(hash ^ codePoint, HASH_STEP);
  }
  return hash;
}

/** Code points by the hash of which words are found that begin so. */
export const HEAD_LENGTH = 3;

/** The hash of a term's first `HEAD_LENGTH` code points, or 0 where there are fewer. */
export function headOf(term: string): number {
  const head = Array.from(term.slice(0, HEAD_LENGTH * 2)).slice(0, HEAD_LENGTH);
  return head.length < HEAD_LENGTH ? 0 : rawHashOf(head.join(''));
}
