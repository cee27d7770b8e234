/** A set of word positions that can be moved and intersected as a whole, 32 at a time. */
export class Positions {
  readonly #bits: Uint32Array;

  /** `size` is one more than the greatest position. */
  constructor(size: number, positions: Iterable<number>) {
    this.#bits = new Uint32Array((size >>> 5) + 2);
    for (const position of positions) this.#bits[position >>> 5]! |= 1 << (position & 31);
  }

  /** Keeps the positions that stand `by` before one of `others`, a set of the same size. */
  keepBefore(others: Positions, by: number): void {
    const [mine, theirs] = [this.#bits, others.#bits];
    const [words, bits] = [by >>> 5, by & 31];
    for (let i = 0; i < mine.length; i++) {
      const low = (theirs[i + words] ?? 0) >>> bits;
      const high = bits === 0 ? 0 : (theirs[i + words + 1] ?? 0) << (32 - bits);
      mine[i]! &= low | high;
    }
  }

  has(position: number): boolean {
    return ((this.#bits[position >>> 5] ?? 0) >>> (position & 31)) % 2 === 1;
  }
}
