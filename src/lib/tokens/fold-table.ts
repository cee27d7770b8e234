import { foldCodePoint } from './fold.ts';

/** What a code point that leaves nothing (a mark, a joiner) folds to. */
export const DROPPED = -1;

/**
 * What a code point folds to: one code point, `DROPPED`, or for several of them a number below `DROPPED` that `severalOf`
 * explains. The same folding as `fold` does, for a tokeniser that works without strings.
 */
export function foldedOf(codePoint: number): number {
  const known = table[codePoint]!;
  return known === 0 ? learn(codePoint) : known;
}

/** The code points behind a number below `DROPPED`. */
export function severalOf(folded: number): readonly number[] {
  return several[-2 - folded]!;
}

const table = new Int32Array(0x110000);
const several: number[][] = [];

function learn(codePoint: number): number {
  const points = Array.from(foldCodePoint(String.fromCodePoint(codePoint)), (char) => char.codePointAt(0)!);
  if (points.length === 0) table[codePoint] = DROPPED;
  else if (points.length === 1 && points[0] !== 0) table[codePoint] = points[0]!;
  else table[codePoint] = -1 - several.push(points);
  return table[codePoint]!;
}
