import { WORD } from './classes.ts';
import { CLASS, factsOf, FOLD_SHIFT } from './fold-table.ts';

/**
 * What a code point of two bytes (accented Latin, Greek, Cyrillic, Hebrew, Arabic) folds to where it is a letter or digit that folds
 * to one code point; 0 for all others and for what is no UTF-8.
 */
export function letterOfTwo(first: number, second: number): number {
  if (first < 0xc2 || first >= 0xe0 || (second & 0xc0) !== 0x80) return 0;
  const codePoint = ((first & 0x1f) << 6) | (second & 0x3f);
  const known = table[codePoint]!;
  return known < NONE ? learn(codePoint) : known - NONE;
}

/** By code point: 0 while unknown, else `NONE` and what it folds to. */
const table = new Uint32Array(0x800);
const NONE = 1;

function learn(codePoint: number): number {
  const facts = factsOf(codePoint);
  const folded = facts > 0 && (facts & CLASS) === WORD ? facts >> FOLD_SHIFT : 0;
  table[codePoint] = NONE + (folded <= 0xffff ? folded : 0);
  return table[codePoint]! - NONE;
}
