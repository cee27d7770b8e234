import type { ByteTokens } from '#lib/tokens/index.ts';
import type { PatternTable } from './patterns.ts';
import type { TermTable } from './term-table.ts';

/** Which terms a post has, asked only of the few posts that have an anchor. */
export class PostTerms {
  readonly #terms: TermTable;
  readonly #patterns: PatternTable;
  /** A bit for each hash of the post, so that a term that is not there is told without a search. */
  readonly #hashes = new Uint32Array(BITS / 32);
  #isReady = false;
  #tokens!: ByteTokens;

  constructor(terms: TermTable, patterns: PatternTable) {
    this.#terms = terms;
    this.#patterns = patterns;
  }

  /** Begins with another post. */
  set(tokens: ByteTokens): void {
    this.#tokens = tokens;
    this.#isReady = false;
  }

  /** Whether the term, or a word that fits the pattern, is anywhere in the post. */
  has(term: number): boolean {
    if (!this.#patterns.has(term)) {
      if (!this.#isReady) this.#note();
      const at = this.#terms.hashOf(term) & (BITS - 1);
      if (((this.#hashes[at >>> 5]! >>> (at & 31)) & 1) === 0) return false;
    }
    return this.next(term, 0) !== -1;
  }

  /** Whether a token is the term, or fits the pattern. */
  isAt(term: number, token: number): boolean {
    if (this.#patterns.has(term)) return this.#patterns.isAt(term, this.#tokens, token);
    return this.#terms.isAt(term, this.#tokens, token);
  }

  /** Whether a term stands `step` places behind a token; before it, if negative. */
  isBeside(term: number, token: number, step: 1 | -1): boolean {
    const { positions, count } = this.#tokens;
    const wanted = positions[token]! + step;
    for (let at = token + step; at >= 0 && at < count; at += step) {
      const gone = (positions[at]! - wanted) * step;
      if (gone > 0) return false;
      if (gone === 0 && this.isAt(term, at)) return true;
    }
    return false;
  }

  /** The first token from `from` on that is the term, or fits the pattern; -1 where there is none. */
  next(term: number, from: number): number {
    const { hashes, count } = this.#tokens;
    if (this.#patterns.has(term)) {
      for (let token = from; token < count; token++) {
        if (this.#patterns.isAt(term, this.#tokens, token)) return token;
      }
      return -1;
    }
    const hash = this.#terms.hashOf(term);
    for (let token = from; token < count; token++) {
      if (hashes[token] === hash && this.#terms.isAt(term, this.#tokens, token)) return token;
    }
    return -1;
  }

  #note(): void {
    const { hashes, count } = this.#tokens;
    this.#hashes.fill(0);
    for (let token = 0; token < count; token++) {
      const at = hashes[token]! & (BITS - 1);
      this.#hashes[at >>> 5]! |= 1 << (at & 31);
    }
    this.#isReady = true;
  }
}

const BITS = 2 ** 13;
