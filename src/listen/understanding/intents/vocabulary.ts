import { BLOCKS, type TermReader } from './terms.ts';

/** How much each block of terms weighs in a text. */
export const BLOCK_WEIGHTS: readonly number[] = [1, 1, 0.5];

/** Rows of terms with their rarity (inverse document frequency), found by hash. */
export class Vocabulary {
  readonly hashes: Int32Array;
  readonly rarities: Float32Array;
  /** Rarity of a term that is in no example. */
  readonly unseenRarity: number;
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(hashes: Int32Array, rarities: Float32Array, unseenRarity: number) {
    this.hashes = hashes;
    this.rarities = rarities;
    this.unseenRarity = unseenRarity;
    const size = 1 << Math.ceil(Math.log2(Math.max(16, hashes.length * 2)));
    this.#mask = size - 1;
    this.#slots = new Int32Array(size).fill(-1);
    for (let row = 0; row < hashes.length; row++) {
      let slot = hashes[row]! & this.#mask;
      while (this.#slots[slot]! >= 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = row;
    }
  }

  get size(): number {
    return this.hashes.length;
  }

  /** The term's row, or `-1`. */
  rowOf(hash: number): number {
    let slot = hash & this.#mask;
    for (;;) {
      const row = this.#slots[slot]!;
      if (row < 0 || this.hashes[row] === hash) return row;
      slot = (slot + 1) & this.#mask;
    }
  }
}

/** A text as weighed rows of a vocabulary, of length 1 unless nothing of it is known. One object is used again for each text. */
export class TextVector {
  count = 0;
  rows = new Int32Array(4096);
  values = new Float32Array(4096);
  /** Share of the weight of the text's words (not of its letters) that the vocabulary has, 0 to 1. */
  known = 0;

  readonly #vocabulary: Vocabulary;
  readonly #counts: Float32Array;
  readonly #blocks: Uint8Array;
  readonly #squares = new Float64Array(BLOCKS);
  readonly #unknown = new Float64Array(BLOCKS);

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#counts = new Float32Array(vocabulary.size);
    this.#blocks = new Uint8Array(vocabulary.size);
  }

  /** Makes the vector of the terms that were read last. */
  take(terms: TermReader): void {
    this.#squares.fill(0);
    this.#unknown.fill(0);
    this.count = 0;
    this.#tally(terms);
    const { rarities, unseenRarity } = this.#vocabulary;
    for (let i = 0; i < this.count; i++) {
      const row = this.rows[i]!;
      const value = (1 + Math.log(this.#counts[row]!)) * rarities[row]!;
      this.#counts[row] = 0;
      this.values[i] = value;
      this.#squares[this.#blocks[row]!]! += value * value;
    }
    const unknown = this.#unknown[0]! * unseenRarity * unseenRarity;
    this.known = this.#squares[0]! / Math.max(1e-9, this.#squares[0]! + unknown);
    let length = 0;
    for (let block = 0; block < BLOCKS; block++)
      if (this.#squares[block]! > 0) length += BLOCK_WEIGHTS[block]! ** 2;
    for (let i = 0; i < this.count; i++) {
      const block = this.#blocks[this.rows[i]!]!;
      this.values[i]! *= BLOCK_WEIGHTS[block]! / Math.sqrt(this.#squares[block]! * length);
    }
  }

  #tally(terms: TermReader): void {
    if (this.rows.length < terms.count) {
      this.rows = new Int32Array(terms.count * 2);
      this.values = new Float32Array(terms.count * 2);
    }
    for (let term = 0; term < terms.count; term++) {
      const row = this.#vocabulary.rowOf(terms.hashes[term]!);
      const block = terms.blocks[term]!;
      if (row < 0) this.#unknown[block]!++;
      else if (this.#counts[row]!++ === 0) {
        this.#blocks[row] = block;
        this.rows[this.count++] = row;
      }
    }
  }
}
