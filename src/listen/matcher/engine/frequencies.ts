import { hashOf } from '#lib/tokens/index.ts';
import type { ByteTokens } from '#lib/tokens/index.ts';

/** How often terms occur, learned from a sample of the stream. */
export interface Frequencies {
  /** Occurrences a post, above 0 and at most 1. */
  of(term: string): number;
  /** The same for all words that begin so. */
  ofPrefix(prefix: string): number;
}

/** What was learned of words, to be handed to another thread. */
export interface Learned {
  /** How often terms were seen, by two parts of their hashes. */
  readonly counts: Uint16Array;
  /** Posts learned from, older ones counting for less. */
  readonly posts: number;
  readonly seen: number;
  readonly sinceHalved: number;
}

/**
 * Counts the words of the posts it is shown, by their hashes, in two rows of a fixed size; the lower count is believed, and only the
 * lower one is raised (count-min with conservative update, Estan and Varghese 2002). Words that share both entries are
 * thought a little more frequent than they are, which costs time and never a match. At every `HALF_LIFE` all counts are halved, so
 * that old posts fade.
 */
export class LearnedFrequencies implements Frequencies {
  /** Two rows behind each other. */
  readonly #counts: Uint16Array;
  /** Posts learned from. */
  seen = 0;
  /** The same as `seen`, older ones counting for less. */
  #posts = 0;
  #sinceHalved = 0;

  /** Goes on from what others learned. */
  constructor(learned?: Learned) {
    this.#counts = learned?.counts ?? new Uint16Array(2 * SIZE);
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
    const counts = this.#counts;
    for (let i = 0; i < tokens.count; i++) {
      const hash = tokens.hashes[i]!;
      const [one, two] = [hash & (SIZE - 1), SIZE + (hash >>> (32 - BITS))];
      const count = Math.min(counts[one]!, counts[two]!);
      if (count === MOST) continue;
      if (counts[one] === count) counts[one] = count + 1;
      if (counts[two] === count) counts[two] = count + 1;
    }
    this.seen++;
    this.#posts++;
    if (++this.#sinceHalved >= HALF_LIFE) this.#halve();
  }

  of(term: string): number {
    const hash = hashOf(term);
    const count = Math.min(this.#counts[hash & (SIZE - 1)]!, this.#counts[SIZE + (hash >>> (32 - BITS))]!);
    // As if the guess had been made of some posts, which fades as real ones come.
    return Math.min(1, (count + guessed(term) * GUESS_WEIGHT) / (this.#posts + GUESS_WEIGHT));
  }

  ofPrefix(prefix: string): number {
    return Math.min(1, this.of(prefix) + 2 / prefix.length ** 3);
  }

  #halve(): void {
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i]! >>>= 1;
    this.#posts >>= 1;
    this.#sinceHalved = 0;
  }
}

const BITS = 17;
const SIZE = 2 ** BITS;
const MOST = 2 ** 16 - 1;
/** Counts of words that are in every post stay below twice as much, which they can hold. */
const HALF_LIFE = 30_000;
const GUESS_WEIGHT = 20;

/** Before anything is learned: short words are common, signs and long words rare. */
function guessed(term: string): number {
  const isSigned = '#@$'.includes(term[0]!) || term.startsWith('link:');
  return Math.min(0.5, (isSigned ? 0.5 : 8) / term.length ** 3);
}
