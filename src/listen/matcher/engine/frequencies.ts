import { hashOf } from '#lib/tokens/index.ts';
import type { ByteTokens } from '#lib/tokens/index.ts';

/** How many posts hold a term, learned from a sample of the stream. */
export interface Frequencies {
  /** Share of posts that hold the term, above 0. */
  of(term: string): number;
  /** Share of posts that hold a word beginning so. */
  ofPrefix(prefix: string): number;
}

/** What was learned of words, to be handed to another thread. */
export interface Learned {
  /** Posts by hash of a term they hold. */
  readonly counts: Uint16Array;
  /** Posts learned from, older ones counting for less. */
  readonly posts: number;
  readonly seen: number;
  readonly sinceHalved: number;
}

/**
 * Counts by hash in a fixed table, of every post it is shown. Terms that share an entry are thought a little more frequent
 * than they are, which costs time and never a match. Old posts fade: at every `HALF_LIFE` all counts are halved.
 */
export class LearnedFrequencies implements Frequencies {
  readonly #counts: Uint16Array;
  readonly #lastPost = new Uint16Array(SIZE);
  /** Posts learned from. */
  seen = 0;
  /** The same, older ones counting for less. */
  #posts = 0;
  #sinceHalved = 0;

  /** Goes on from what others learned. */
  constructor(learned?: Learned) {
    this.#counts = learned?.counts ?? new Uint16Array(SIZE);
    this.#posts = learned?.posts ?? 0;
    this.seen = learned?.seen ?? 0;
    this.#sinceHalved = learned?.sinceHalved ?? 0;
  }

  /** What was learned, as plain data. */
  get learned(): Learned {
    const counts = this.#counts.slice();
    return { counts, posts: this.#posts, seen: this.seen, sinceHalved: this.#sinceHalved };
  }

  /** Learns from the tokens of one post. */
  see(tokens: ByteTokens): void {
    const post = ++this.#sinceHalved;
    this.#posts++;
    this.seen++;
    for (let i = 0; i < tokens.count; i++) {
      const at = tokens.hashes[i]! & (SIZE - 1);
      if (this.#lastPost[at] === post) continue;
      this.#lastPost[at] = post;
      this.#counts[at]!++;
    }
    if (post >= HALF_LIFE) this.#halve();
  }

  of(term: string): number {
    const guess = guessed(term);
    if (this.#posts === 0) return guess;
    // As if the guess had been made of some posts, which fades as real ones come.
    return (this.#counts[hashOf(term) & (SIZE - 1)]! + guess * GUESS_WEIGHT) / (this.#posts + GUESS_WEIGHT);
  }

  ofPrefix(prefix: string): number {
    return Math.min(1, this.of(prefix) + 2 / prefix.length ** 3);
  }

  #halve(): void {
    for (let i = 0; i < SIZE; i++) this.#counts[i]! >>>= 1;
    this.#lastPost.fill(0);
    this.#posts >>= 1;
    this.#sinceHalved = 0;
  }
}

const SIZE = 2 ** 17;
/** Counts stay below twice as much, which they can hold. */
const HALF_LIFE = 30_000;
const GUESS_WEIGHT = 20;

/** Before anything is learned: short words are common, signs and long words rare. */
function guessed(term: string): number {
  const isSigned = '#@$'.includes(term[0]!) || term.startsWith('link:');
  return Math.min(0.5, (isSigned ? 0.5 : 8) / term.length ** 3);
}
