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

/** Two numbers below this are one that is still exact. */
const MOST = 2 ** 26;

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
  /** Of every answer who helped and in which thread, as one number. */
  readonly #given: number[] = [];
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
      this.#given.push(helper * MOST + thread);
      this.#askers.set(thread, answers.getInt32(own));
      this.#count(helper, (who & IS_ACCEPTED) !== 0);
    }
  }

  /** Whom each helped, in how many questions; `people` of helpers are known then. */
  *counted(): Generator<void, { helpers: Helper[]; pairs: Pair[] }> {
    const given = Float64Array.from(this.#given).sort();
    yield;
    const once = given.filter((one, index) => one !== given[index - 1]);
    const both = once.map((one) => one - (one % MOST) + this.#askers.get(one % MOST)).sort();
    yield;
    const pairs: Pair[] = [];
    for (let first = 0; first < both.length;) {
      let last = first;
      while (both[last + 1] === both[first]) last++;
      const helper = Math.floor(both[first]! / MOST);
      this.#helpers.get(helper)!.people++;
      if (last > first) pairs.push({ helper, asker: both[first]! % MOST, threads: last - first + 1 });
      first = last + 1;
    }
    return { helpers: [...this.#helpers.values()], pairs };
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
