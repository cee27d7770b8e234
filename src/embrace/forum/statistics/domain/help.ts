import {
  ANSWER_BYTES,
  AUTHOR_SHIFT,
  type Bounds,
  IS_ACCEPTED,
  IS_HELP,
  type PackedDay,
  POST_BYTES,
} from './day.ts';
import { NumberMap } from './numbers.ts';

/** Helpers counted in one step. */
const STEP = 512;

export interface Helper {
  helper: number;
  answers: number;
  accepted: number;
  /** How many were helped. */
  people: number;
}

export interface Pair {
  helper: number;
  asker: number;
  threads: number;
}

/** Who helped whom in a period. */
export class Help {
  readonly #bounds: Bounds;
  /** Of every answer who helped, and in which thread. */
  readonly #by: number[] = [];
  readonly #threads: number[] = [];
  /** Who asked, by the number of the thread. */
  readonly #askers = new NumberMap();
  readonly #helpers = new Map<number, Helper>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  take({ start, posts, answers }: PackedDay): void {
    const [from, to] = [this.#bounds.middle - start, this.#bounds.end - start];
    let own = -ANSWER_BYTES;
    if (answers.byteLength === 0) return;
    for (let at = 0; at < posts.byteLength; at += POST_BYTES) {
      const who = posts.getInt32(at + 4);
      if ((who & IS_HELP) === 0) continue;
      own += ANSWER_BYTES;
      const time = posts.getInt32(at);
      if (time < from || time >= to) continue;
      const helper = who >> AUTHOR_SHIFT;
      const thread = answers.getInt32(own + 4);
      this.#by.push(helper);
      this.#threads.push(thread);
      this.#askers.set(thread, answers.getInt32(own));
      this.#count(helper, (who & IS_ACCEPTED) !== 0);
    }
  }

  /** Whom each helped, in how many questions; `people` of helpers are known then. */
  *counted(): Generator<void, { helpers: Helper[]; pairs: Pair[] }> {
    const helpers = [...this.#helpers.values()];
    const threads = this.#byHelper(helpers);
    const pairs: Pair[] = [];
    // By whom a thread was counted last; of the helper in turn, in how many questions of each asker.
    const [counted, questions] = [new NumberMap(), new NumberMap()];
    let from = 0;
    for (const [index, one] of helpers.entries()) {
      const askers: number[] = [];
      for (const thread of threads.subarray(from, (from += one.answers))) {
        if (counted.get(thread) === one.helper) continue;
        counted.set(thread, one.helper);
        const asker = this.#askers.get(thread);
        if (questions.get(asker) === 0) askers.push(asker);
        questions.set(asker, questions.get(asker) + 1);
      }
      one.people = askers.length;
      for (const asker of askers) {
        const count = questions.get(asker);
        if (count > 1) pairs.push({ helper: one.helper, asker, threads: count });
        questions.set(asker, 0);
      }
      if (index % STEP === 0) yield;
    }
    return { helpers, pairs };
  }

  /** The threads of all answers, those of one helper beside each other, in the order of the helpers. */
  #byHelper(helpers: readonly Helper[]): Int32Array {
    const places = new NumberMap();
    let next = 0;
    for (const { helper, answers } of helpers) {
      places.set(helper, next);
      next += answers;
    }
    const threads = new Int32Array(next);
    for (const [index, helper] of this.#by.entries()) {
      const place = places.get(helper);
      threads[place] = this.#threads[index]!;
      places.set(helper, place + 1);
    }
    return threads;
  }

  #count(helper: number, isAccepted: boolean): void {
    let one = this.#helpers.get(helper);
    if (!one) this.#helpers.set(helper, (one = { helper, answers: 0, accepted: 0, people: 0 }));
    one.answers++;
    if (isAccepted) one.accepted++;
  }
}

/** The first `most` of an order, with all that the order does not tell from the last of them. */
export function firstOf<T>(all: readonly T[], most: number, order: (a: T, b: T) => number): T[] {
  const sorted = all.toSorted(order);
  const last = sorted[most - 1];
  return last === undefined ? sorted : sorted.filter((one, index) => index < most || order(one, last) === 0);
}
