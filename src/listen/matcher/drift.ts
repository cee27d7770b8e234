import type { Engine } from './engine/engine.ts';
import type { LearnedFrequencies } from './engine/frequencies.ts';

/** Tells when words are so much more frequent than tables were planned by that planning anew pays. */
export class Drift {
  readonly #frequencies: LearnedFrequencies;
  #learned = 0;
  #visits = 0;
  #posts = 0;

  constructor(frequencies: LearnedFrequencies) {
    this.#frequencies = frequencies;
  }

  /** Tables were just planned. */
  begin(): void {
    this.#learned = this.#frequencies.seen;
    this.#visits = 0;
    this.#posts = 0;
  }

  /** Whether to plan anew; to be asked once in some thousand posts. */
  isLarge(engine: Engine): boolean {
    const learnedSince = this.#frequencies.seen - this.#learned;
    if (learnedSince < ENOUGH) return false;
    if (this.#learned < ENOUGH) return true;
    const { figures, tables } = engine;
    const visits = figures.visits - this.#visits;
    const posts = figures.posts - this.#posts;
    if (posts < WINDOW) return false;
    this.#visits = figures.visits;
    this.#posts = figures.posts;
    return learnedSince > this.#learned / 4 && visits / posts > tables.expectedVisits * TOO_MANY + 1;
  }
}

/** Posts to learn from before frequencies are believed. */
const ENOUGH = 250;
const WINDOW = 20_000;
const TOO_MANY = 1.5;
