import type { ByteTokens } from '#lib/tokens/index.ts';
import { type PatternTable, wordsByHead } from './patterns.ts';
import type { TermTable } from './term-table.ts';
import { TokenIndex } from './token-index.ts';

/** Which terms a post has, asked only of the few posts that have an anchor. */
export class PostTerms {
  readonly #terms: TermTable;
  readonly #patterns: PatternTable;
  /** A bit for each hash of the post, so that a term that is not there is told without a search. */
  readonly #hashes = new Uint32Array(BITS / 32);
  readonly #index = new TokenIndex();
  /** Of a long post: its words by their heads, and by pattern the tokens that it fits. */
  readonly #words = new Map<number, ReadonlyMap<string, readonly number[]>>();
  readonly #fitting = new Map<number, readonly number[]>();
  #isReady = false;
  #tokens!: ByteTokens;
  /** Whether the post has so many tokens that looking through them again and again takes too long. */
  isLong = false;

  constructor(terms: TermTable, patterns: PatternTable) {
    this.#terms = terms;
    this.#patterns = patterns;
  }

  /** Begins with another post. */
  set(tokens: ByteTokens): void {
    this.#tokens = tokens;
    this.#isReady = false;
    this.isLong = tokens.count > LONG;
    if (this.isLong) this.#index.read(tokens);
    if (this.#words.size === 0) return;
    this.#words.clear();
    this.#fitting.clear();
  }

  /** Whether the term, or a word that fits the pattern, is anywhere in the post. */
  has(term: number): boolean {
    if (!this.isLong && !this.#patterns.has(term)) {
      if (!this.#isReady) this.#note();
      const at = this.#terms.hashOf(term) & (BITS - 1);
      if (((this.#hashes[at >>> 5]! >>> (at & 31)) & 1) === 0) return false;
    }
    return this.first(term) !== -1;
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

  /** Whether `other` stands `step` places behind `term` anywhere in the post. */
  areBeside(term: number, other: number, step: 1 | -1): boolean {
    const back = step === 1 ? -1 : 1;
    let one = this.first(term);
    let two = this.first(other);
    // Both in turn, so that it takes no longer than the rarer of them has places.
    while (one !== -1 && two !== -1) {
      if (this.isBeside(other, one, step) || this.isBeside(term, two, back)) return true;
      one = this.after(term, one);
      two = this.after(other, two);
    }
    return false;
  }

  /** The first token that is the term, or fits the pattern; -1 where there is none. */
  first(term: number): number {
    if (this.#patterns.has(term)) return this.isLong ? (this.#fits(term)[0] ?? -1) : this.#fitFrom(term, 0);
    return this.isLong
      ? this.#checked(term, this.#index.first(this.#terms.hashOf(term)))
      : this.#termFrom(term, 0);
  }

  /** The next one behind a token that `first` or `after` gave for the same term. */
  after(term: number, token: number): number {
    if (this.#patterns.has(term)) {
      return this.isLong ? nextIn(this.#fits(term), token) : this.#fitFrom(term, token + 1);
    }
    return this.isLong ? this.#checked(term, this.#index.after(token)) : this.#termFrom(term, token + 1);
  }

  #termFrom(term: number, from: number): number {
    const { hashes, count } = this.#tokens;
    const hash = this.#terms.hashOf(term);
    for (let token = from; token < count; token++) {
      if (hashes[token] === hash && this.#terms.isAt(term, this.#tokens, token)) return token;
    }
    return -1;
  }

  #fitFrom(pattern: number, from: number): number {
    const { count } = this.#tokens;
    for (let token = from; token < count; token++) {
      if (this.#patterns.isAt(pattern, this.#tokens, token)) return token;
    }
    return -1;
  }

  /** The token itself or one behind it of the same hash, whichever really is the term. */
  #checked(term: number, from: number): number {
    let token = from;
    while (token !== -1 && !this.#terms.isAt(term, this.#tokens, token)) token = this.#index.after(token);
    return token;
  }

  #fits(pattern: number): readonly number[] {
    const known = this.#fitting.get(pattern);
    if (known !== undefined) return known;
    const head = this.#patterns.headOf(pattern);
    const words = this.#words.get(head) ?? wordsByHead(head, this.#tokens);
    this.#words.set(head, words);
    const fitting: (readonly number[])[] = [];
    for (const [term, tokens] of words) if (this.#patterns.fits(pattern, term)) fitting.push(tokens);
    const all = fitting.length === 1 ? fitting[0]! : fitting.flat().sort((a, b) => a - b);
    this.#fitting.set(pattern, all);
    return all;
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
/** Posts of networks have a few dozen tokens; only articles and abuse have more. */
const LONG = 512;

/** The first of some ascending numbers above one of them. */
function nextIn(ascending: readonly number[], one: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= one) low = middle + 1;
    else high = middle;
  }
  return ascending[low] ?? -1;
}
