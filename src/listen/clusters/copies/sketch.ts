/** What near copies are told by: the smallest hashes of the five-letter pieces of a canonical text, sorted. */
export type Sketch = Uint32Array;

const PIECE = 5;
/** A text with fewer pieces is compared exactly, a longer one by this many (bottom-k estimate of Jaccard, Cohen 1997). */
export const SKETCH_SIZE = 192;
/** Share of common pieces from which two texts are copies of each other. */
export const NEAR = 0.7;

export function sketchOf(canonical: string): Sketch {
  const pieces = piecesOf(canonical);
  pieces.sort();
  const kept = new Uint32Array(Math.min(pieces.length, SKETCH_SIZE));
  let count = 0;
  for (let i = 0; i < pieces.length && count < kept.length; i++)
    if (i === 0 || pieces[i] !== pieces[i - 1]) kept[count++] = pieces[i]!;
  return kept.slice(0, count);
}

/** Hashes of all pieces, repeated ones too. */
export function piecesOf(canonical: string): Uint32Array {
  const padded = ` ${canonical} `;
  const count = Math.max(1, padded.length - PIECE + 1);
  const pieces = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    let value = 0x811c9dc5;
    for (let j = i; j < i + PIECE; j++) value = Math.imul(value ^ padded.charCodeAt(j), 0x01000193);
    pieces[i] = mixed(value);
  }
  return pieces;
}

/** Share of the pieces of either text that both have: exact where both sketches hold all pieces, else an estimate. */
export function likeness(a: Sketch, b: Sketch): number {
  const most = a.length < SKETCH_SIZE && b.length < SKETCH_SIZE ? Infinity : SKETCH_SIZE;
  let [i, j, union, both] = [0, 0, 0, 0];
  while (union < most && (i < a.length || j < b.length)) {
    const left = i < a.length ? a[i]! : Infinity;
    const right = j < b.length ? b[j]! : Infinity;
    if (left === right) both++;
    if (left <= right) i++;
    if (right <= left) j++;
    union++;
  }
  return union === 0 ? 0 : both / union;
}

const BANDS = 18;
const ROWS = 4;

/**
 * Keys under which near copies meet (MinHash with bands, Broder 1997): two texts of likeness J share at least one with probability
 * 1 − (1 − J⁴)¹⁸, which is 0.993 at 0.7. Texts with different numbers share none.
 */
export function bandsOf(sketch: Sketch, numbers: string): number[] {
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const piece of sketch) {
    for (let h = 0; h < least.length; h++) {
      let value = Math.imul(piece ^ SEEDS[h]!, 0x85ebca6b);
      value = Math.imul(value ^ (value >>> 15), 0xc2b2ae35);
      value = (value ^ (value >>> 13)) >>> 0;
      if (value < least[h]!) least[h] = value;
    }
  }
  let said = 0;
  for (let i = 0; i < numbers.length; i++) said = Math.imul(said ^ numbers.charCodeAt(i), 0x01000193) + 1;
  return Array.from({ length: BANDS }, (_, band) => {
    let [high, low] = [mixed(said ^ band), mixed(said + 0x9e3779b9 * (band + 1))];
    for (let row = 0; row < ROWS; row++) {
      high = mixed(high ^ least[band * ROWS + row]!);
      low = mixed(low + least[band * ROWS + row]!);
    }
    return (high & 0xfffff) * 0x100000000 + low;
  });
}

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, h) => mixed(0x9e3779b9 * (h + 1)));

/** The finaliser of MurmurHash3 (Appleby): every bit of the input changes every bit of the answer. */
function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
