import {
  type ByteTokens,
  CODE_POINT,
  factsOf,
  FOLD_SHIFT,
  HASH_STEP,
  HEAD_LENGTH,
  PLAIN,
  SIZE_SHIFT,
  sizedCodePoint,
  SPELLED,
} from '#lib/tokens/index.ts';

/** Characters that words are told apart by once their head fits. */
export const LONG_HEAD = 5;
/** Two hashes that stand for something else; the words that have them count as unknown. */
export const UNKNOWN = 0;
export const NO_LONG_HEAD = 1;

/**
 * The hash of a token's first `LONG_HEAD` code points, folded, from that of its head; `NO_LONG_HEAD` for shorter ones, `UNKNOWN` where a code
 * point folds to several.
 */
export function longHeadOf(tokens: ByteTokens, token: number, head: number): number {
  const kind = tokens.kinds[token]!;
  if (kind === SPELLED) return UNKNOWN;
  const { bytes } = tokens;
  const end = tokens.ends[token]!;
  let hash = head;
  let letters = kind === PLAIN ? 0 : 1;
  for (let at = tokens.starts[token]!; letters < LONG_HEAD;) {
    if (at >= end) return NO_LONG_HEAD;
    const byte = bytes[at]!;
    let folded = byte >= 65 && byte <= 90 ? byte | 0x20 : byte;
    if (byte < 0x80) {
      at++;
      if (byte === APOSTROPHE) continue;
    } else {
      const sized = sizedCodePoint(bytes, at, end);
      const facts = factsOf(sized & CODE_POINT);
      if (facts < 0) return UNKNOWN;
      at += sized >> SIZE_SHIFT;
      folded = facts >> FOLD_SHIFT;
      if (folded === 0) continue;
    }
    if (letters++ >= HEAD_LENGTH) hash = Math.imul(hash ^ folded, HASH_STEP);
  }
  return hash === NO_LONG_HEAD ? UNKNOWN : hash;
}

const APOSTROPHE = 39;
