/** FNV-1a's start and multiplier. */
export const HASH_START = 0x811c9dc5 | 0;
export const HASH_STEP = 0x01000193;

/** Spreads all bits of a hash over its low ones, by which tables are indexed. */
export function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39);
  return twice ^ (twice >>> 15);
}

/** The hash of two things in this order. */
export function pairHash(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) + second);
}

/** The hash of a word as the text reader gives it: over its folded UTF-16 units. */
export function wordHash(folded: string): number {
  let hash = HASH_START;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), HASH_STEP);
  return mix(hash);
}
