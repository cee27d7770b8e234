/** A word with what it is worth: hash as the text reader gives it, valence from −4 to 4. */
export interface RatedWord {
  readonly hash: number;
  readonly valence: number;
}

/** Which words are good and bad, and how much; found by hash in a few nanoseconds. */
export class Lexicon {
  readonly #hashes: Int32Array;
  readonly #valences: Float32Array;
  readonly #mask: number;

  /** Where a word is given twice, the last rating counts. */
  constructor(words: Iterable<RatedWord>) {
    const all = [...words];
    let size = 16;
    while (size < all.length * 3) size *= 2;
    this.#mask = size - 1;
    this.#hashes = new Int32Array(size);
    this.#valences = new Float32Array(size);
    for (const { hash, valence } of all) {
      const at = this.#slotOf(hash);
      this.#hashes[at] = hash;
      this.#valences[at] = valence;
    }
  }

  /** The valence of a word, 0 where none is known. */
  valenceOf(hash: number): number {
    return this.#valences[this.#slotOf(hash)]!;
  }

  /** All words with a valence, in the order of their hashes: the same list whatever order they came in. */
  entries(): RatedWord[] {
    const found: RatedWord[] = [];
    for (let at = 0; at <= this.#mask; at++) {
      const valence = this.#valences[at]!;
      if (valence !== 0) found.push({ hash: this.#hashes[at]!, valence });
    }
    return found.sort((a, b) => a.hash - b.hash);
  }

  #slotOf(hash: number): number {
    let at = hash & this.#mask;
    while (this.#hashes[at] !== hash && this.#hashes[at] !== 0) at = (at + 1) & this.#mask;
    return at;
  }
}
