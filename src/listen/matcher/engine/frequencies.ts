import { type ByteTokens, finish, HEAD_LENGTH, hashOf } from '#lib/tokens/index.ts';
import { CountMin } from './count-min.ts';
import { LONG_HEAD, longHeadOf, NO_LONG_HEAD, UNKNOWN } from './long-head.ts';

/** How often terms occur, learned from a sample of the stream. */
export interface Frequencies {
  /** Occurrences a post, above 0 and at most 1. */
  of(term: string): number;
  /** The same for all words that begin so. */
  ofPrefix(prefix: string): number;
}

/** What was learned of words, to be handed to another thread. */
export interface Learned {
  /** How often terms were seen, and how often beginnings of words, as `CountMin` keeps it. */
  readonly terms: Uint16Array;
  readonly beginnings: Uint16Array;
  /** Posts learned from, older ones counting for less. */
  readonly posts: number;
  readonly seen: number;
  readonly sinceHalved: number;
}

/**
 * Counts the words of the posts it is shown, and their beginnings. Words that share their places in the tables are thought a little more
 * frequent than they are, which costs time and never a match. At every `HALF_LIFE` all counts are halved, so that old posts fade.
 */
export class LearnedFrequencies implements Frequencies {
  readonly #terms: CountMin;
  readonly #beginnings: CountMin;
  /** Posts learned from. */
  seen = 0;
  /** The same as `seen`, older ones counting for less. */
  #posts = 0;
  #sinceHalved = 0;

  /** Goes on from what others learned. */
  constructor(learned?: Learned) {
    this.#terms = new CountMin(learned?.terms);
    this.#beginnings = new CountMin(learned?.beginnings);
    this.#posts = learned?.posts ?? 0;
    this.seen = learned?.seen ?? 0;
    this.#sinceHalved = learned?.sinceHalved ?? 0;
  }

  /** What was learned, as plain data. */
  get learned(): Learned {
    return {
      terms: this.#terms.counts.slice(),
      beginnings: this.#beginnings.counts.slice(),
      posts: this.#posts,
      seen: this.seen,
      sinceHalved: this.#sinceHalved,
    };
  }

  /** Learns from the tokens of one post. */
  see(tokens: ByteTokens): void {
    for (let i = 0; i < tokens.count; i++) {
      this.#terms.add(tokens.hashes[i]!);
      const head = tokens.heads[i]!;
      if (head === 0) continue;
      this.#beginnings.add(finish(head));
      const long = longHeadOf(tokens, i, head);
      if (long !== UNKNOWN && long !== NO_LONG_HEAD) this.#beginnings.add(finish(long));
    }
    this.seen++;
    this.#posts++;
    if (++this.#sinceHalved < HALF_LIFE) return;
    this.#terms.halve();
    this.#beginnings.halve();
    this.#posts >>= 1;
    this.#sinceHalved = 0;
  }

  of(term: string): number {
    return this.#share(this.#terms.of(hashOf(term)), guessed(term));
  }

  ofPrefix(prefix: string): number {
    const letters = Array.from(prefix);
    const known = letters.length < LONG_HEAD ? HEAD_LENGTH : LONG_HEAD;
    if (letters.length < known) return OF_SHORT_PREFIX;
    const count = this.#beginnings.of(hashOf(letters.slice(0, known).join('')));
    const ofBeginning = this.#share(count, OF_SHORT_PREFIX / known ** 2);
    return Math.max(this.of(prefix), ofBeginning * GOES_ON_ALIKE ** (letters.length - known));
  }

  /** Occurrences a post. As if the guess had been made of some posts, which fades as real ones come. */
  #share(count: number, guess: number): number {
    return Math.min(1, (count + guess * GUESS_WEIGHT) / (this.#posts + GUESS_WEIGHT));
  }
}

/** Counts of words that are in every post stay below twice as much, which they can hold. */
const HALF_LIFE = 30_000;
const GUESS_WEIGHT = 20;
const OF_SHORT_PREFIX = 0.5;
/** Share of the words with some beginning that have one more letter in common. */
const GOES_ON_ALIKE = 0.6;

/** Before anything is learned: short words are common, signs and long words rare. */
function guessed(term: string): number {
  const isSigned = '#@$'.includes(term[0]!) || term.startsWith('link:');
  return Math.min(0.5, (isSigned ? 0.5 : 8) / term.length ** 3);
}
