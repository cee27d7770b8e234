import { hasGlobMatch } from '#lib/query/index.ts';
import {
  type ByteTokens,
  HASH_STEP,
  HEAD_LENGTH,
  headOf,
  LINK,
  SINGLE_CHARACTER,
  termOfToken,
} from '#lib/tokens/index.ts';
import { LONG_HEAD, longHeadOf, NO_LONG_HEAD, UNKNOWN } from './long-head.ts';

/** A pattern and its number among all sorts of terms. */
export interface NumberedPattern {
  readonly id: number;
  readonly pattern: string;
}

/** What another thread makes the same table from: plain data. */
export interface PatternList {
  readonly patterns: readonly (NumberedPattern & { readonly isAnchor: boolean })[];
  /** How many there are of all sorts of terms. */
  readonly numbers: number;
}

interface Pattern extends NumberedPattern {
  /** Whether it leads to topics. */
  readonly isAnchor: boolean;
  readonly prefix: string;
  /** Hash of the first `HEAD_LENGTH` characters, 0 where a `?` comes before. */
  readonly head: number;
  /** Whether there is nothing behind the prefix but a `*`. */
  readonly isPrefix: boolean;
}

/** Finds the words that patterns with `*` or `?` fit, by the first characters of both. */
export class PatternTable {
  readonly #byId = new Map<number, Pattern>();
  readonly #count: number;
  /** A bit for each number: whether it is a pattern's. */
  readonly #numbers: Uint32Array;
  /** Anchors by the hash of their first `HEAD_LENGTH` characters. */
  readonly #byHead = new Map<number, Pattern[]>();
  /** By head: whether an anchor may begin so, all set where every word has to be tried. A power of two long. */
  readonly heads = new Uint32Array(HEADS / 32);
  /** By the hash of the first `LONG_HEAD` characters: whether an anchor of so many may begin so. */
  readonly #longHeads = new Uint32Array(HEADS / 32);
  /** Heads of anchors with fewer. */
  readonly #shorter = new Set<number>();
  /** Anchors with a `?` before that: tried on every word. */
  readonly #short: Pattern[] = [];

  private constructor(numbers: number) {
    this.#count = numbers;
    this.#numbers = new Uint32Array((numbers >>> 5) + 1);
  }

  /** Made in steps. `numbers` is how many there are of all sorts of terms; `isAnchor` tells those that lead to topics. */
  static *of(
    patterns: readonly NumberedPattern[],
    numbers: number,
    isAnchor: (id: number) => boolean,
  ): Generator<void, PatternTable> {
    const table = new PatternTable(numbers);
    for (const [at, { id, pattern }] of patterns.entries()) {
      table.#put(id, pattern, isAnchor(id));
      if (at % A_STEP === 0) yield;
    }
    return table;
  }

  /** What another thread makes the same table from. */
  get list(): PatternList {
    const patterns = [...this.#byId.values()];
    return {
      patterns: patterns.map(({ id, pattern, isAnchor }) => ({ id, pattern, isAnchor })),
      numbers: this.#count,
    };
  }

  get bytes(): number {
    let sum = this.heads.byteLength + this.#longHeads.byteLength + this.#numbers.byteLength;
    for (const { pattern } of this.#byId.values()) sum += 120 + pattern.length * 2;
    return sum;
  }

  /** Whether a number is a pattern's. */
  has(id: number): boolean {
    return ((this.#numbers[id >>> 5]! >>> (id & 31)) & 1) !== 0;
  }

  /**
   * Calls `found` with the number of every anchor that fits a token, with `tried` only once for each word. Worth asking where `heads` lets
   * the token through.
   */
  find(
    tokens: ByteTokens,
    token: number,
    found: (id: number, token: number) => void,
    tried?: Set<string>,
  ): void {
    const head = tokens.heads[token]!;
    const long = head === 0 ? NO_LONG_HEAD : longHeadOf(tokens, token, head);
    if (this.#short.length === 0 && !this.#mayFit(head, long)) return;
    if (!isWord(tokens, token)) return;
    const term = termOfToken(tokens, token);
    if (tried?.has(term)) return;
    tried?.add(term);
    for (const pattern of this.#byHead.get(head) ?? NONE) if (fits(pattern, term)) found(pattern.id, token);
    for (const pattern of this.#short) if (fits(pattern, term)) found(pattern.id, token);
  }

  /** Whether its beginnings leave open that an anchor fits a word. */
  #mayFit(head: number, long: number): boolean {
    if (long === UNKNOWN || (this.#shorter.size > 0 && this.#shorter.has(head))) return true;
    return long !== NO_LONG_HEAD && hasBit(this.#longHeads, long);
  }

  /** Whether a token is a word that a pattern fits. */
  isAt(id: number, tokens: ByteTokens, token: number): boolean {
    const pattern = this.#byId.get(id)!;
    if (pattern.head !== 0 && pattern.head !== tokens.heads[token]) return false;
    return isWord(tokens, token) && fits(pattern, termOfToken(tokens, token));
  }

  /** What `wordsByHead` groups a pattern's words by. */
  headOf(id: number): number {
    return this.#byId.get(id)!.head;
  }

  /** Whether a pattern fits a word's term. */
  fits(id: number, term: string): boolean {
    return fits(this.#byId.get(id)!, term);
  }

  #put(id: number, pattern: string, isAnchor: boolean): void {
    const prefix = pattern.slice(0, pattern.search(/[*?]/));
    const isPrefix = pattern === `${prefix}*`;
    const read = { id, pattern, isAnchor, prefix, head: headOf(prefix), isPrefix };
    this.#byId.set(id, read);
    this.#numbers[id >>> 5]! |= 1 << (id & 31);
    if (isAnchor) this.#addAnchor(read);
  }

  #addAnchor(pattern: Pattern): void {
    const { head } = pattern;
    if (head === 0) {
      this.#short.push(pattern);
      this.heads.fill(0xffffffff);
      return;
    }
    append(this.#byHead, head, pattern);
    const letters = Array.from(pattern.prefix);
    if (letters.length < LONG_HEAD) this.#shorter.add(head);
    else setBit(this.#longHeads, letters.slice(HEAD_LENGTH, LONG_HEAD).reduce(withLetter, head));
    setBit(this.heads, head);
  }
}

/** The different words of a post that begin with a head, all words for head 0, each with its tokens in ascending order. */
export function wordsByHead(head: number, tokens: ByteTokens): ReadonlyMap<string, readonly number[]> {
  const words = new Map<string, number[]>();
  for (let token = 0; token < tokens.count; token++) {
    if ((head !== 0 && tokens.heads[token] !== head) || !isWord(tokens, token)) continue;
    const term = termOfToken(tokens, token);
    const known = words.get(term);
    if (known === undefined) words.set(term, [token]);
    else known.push(token);
  }
  return words;
}

const NONE: readonly Pattern[] = [];
const HEADS = 2 ** 17;
/** Patterns taken in before others get their turn. */
const A_STEP = 500;

function isWord(tokens: ByteTokens, token: number): boolean {
  const kind = tokens.kinds[token];
  return kind !== LINK && kind !== SINGLE_CHARACTER;
}

function fits({ pattern, prefix, isPrefix }: Pattern, term: string): boolean {
  return term.startsWith(prefix) && !term.startsWith('link:') && (isPrefix || hasGlobMatch(pattern, term));
}

function setBit(bits: Uint32Array, hash: number): void {
  bits[(hash >>> 5) & (bits.length - 1)]! |= 1 << (hash & 31);
}

function hasBit(bits: Uint32Array, hash: number): boolean {
  return ((bits[(hash >>> 5) & (bits.length - 1)]! >>> (hash & 31)) & 1) !== 0;
}

function withLetter(hash: number, letter: string): number {
  return Math.imul(hash ^ letter.codePointAt(0)!, HASH_STEP);
}

function append(lists: Map<number, Pattern[]>, key: number, pattern: Pattern): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [pattern]);
  else list.push(pattern);
}
