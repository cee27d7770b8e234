import type { ByteTokens } from '#lib/tokens/index.ts';

/** The tokens of a long post by their hashes, so that the places of a word are found without looking at the others. */
export class TokenIndex {
  /** Token + 1 by hash, with open addressing: the first token of that hash. */
  #slots = new Int32Array(0);
  #mask = 0;
  /** By token: the next one of its hash, or -1. */
  #following = new Int32Array(0);
  #hashes = new Int32Array(0);

  /** Begins with another post, whose tokens must stay as they are while the index is used. */
  read({ hashes, count }: ByteTokens): void {
    this.#reserve(count);
    this.#hashes = hashes;
    for (let token = count - 1; token >= 0; token--) {
      const slot = this.#slotOf(hashes[token]!);
      this.#following[token] = this.#slots[slot]! - 1;
      this.#slots[slot] = token + 1;
    }
  }

  /** The first token with a hash, or -1. */
  first(hash: number): number {
    return this.#slots[this.#slotOf(hash)]! - 1;
  }

  /** The next token with the hash of this one, or -1. */
  after(token: number): number {
    return this.#following[token]!;
  }

  #reserve(count: number): void {
    let size = 1024;
    while (size < count * 2) size *= 2;
    if (this.#slots.length === size) this.#slots.fill(0);
    else this.#slots = new Int32Array(size);
    this.#mask = size - 1;
    if (this.#following.length < count) this.#following = new Int32Array(size);
  }

  /** Where the tokens of a hash are, or a free place for them. */
  #slotOf(hash: number): number {
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    while (this.#slots[slot] !== 0 && this.#hashes[this.#slots[slot]! - 1] !== hash) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }
}
