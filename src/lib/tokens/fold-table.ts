import { classOf, isSyllablePart } from './classes.ts';
import { foldCodePoint } from './fold.ts';

/**
 * What a tokeniser without strings has to know of a code point, in one number: its class in the bits of `CLASS`, `IS_PART`
 * where it joins the Hangul syllable before it, and above `FOLD_SHIFT` the one code point that it folds to, 0 for none.
 * A negative number stands for several code points: `severalOf` explains it.
 */
export function factsOf(codePoint: number): number {
  const known = table[codePoint]!;
  return known === 0 ? learn(codePoint) : known;
}

export const CLASS = 15;
export const IS_PART = 16;
export const FOLD_SHIFT = 5;

/** Class and code points behind a negative number. */
export function severalOf(facts: number): { readonly facts: number; readonly folded: readonly number[] } {
  return several[-1 - facts]!;
}

const table = new Int32Array(0x110000);
const several: { facts: number; folded: readonly number[] }[] = [];

function learn(codePoint: number): number {
  const folded = Array.from(foldCodePoint(String.fromCodePoint(codePoint)), (char) => char.codePointAt(0)!);
  const facts = classOf(codePoint) | (isSyllablePart(codePoint) ? IS_PART : 0);
  table[codePoint] =
    folded.length > 1 ? -several.push({ facts, folded }) : facts | ((folded[0] ?? 0) << FOLD_SHIFT);
  return table[codePoint]!;
}
