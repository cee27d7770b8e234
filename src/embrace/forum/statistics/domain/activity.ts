import type { Zone } from '#lib/zone/index.ts';
import type { ActivityFigures } from '../schema.ts';
import {
  AUTHOR_SHIFT,
  type Bounds,
  DAY_MS,
  IS_FIRST,
  IS_GONE,
  IS_IN_QUESTION,
  type PackedDay,
  POST_BYTES,
  REACTION_BYTES,
} from './day.ts';
import { NumberMap, NumberSet } from './numbers.ts';

interface DayFigures {
  day: string;
  questions: number;
  posts: number;
  writers: number;
}

const none = () => ({ threads: 0, posts: 0, reactions: 0, writers: new NumberSet() });
type Counted = ReturnType<typeof none>;

/** What was written in two periods, and on every day of the second one. Days are taken in their order. */
export class Activity {
  readonly now = none();
  readonly before = none();
  /** Who wrote since the middle of anything that can be read, also in threads that were taken away. */
  readonly anywhere = new NumberSet();
  readonly #bounds: Bounds;
  readonly #zone: Zone;
  readonly #days: DayFigures[] = [];
  /** By the number of a member: the last day on which he wrote, from 1. */
  readonly #lastDay = new NumberMap();

  constructor(bounds: Bounds, zone: Zone) {
    this.#bounds = bounds;
    this.#zone = zone;
  }

  take(day: PackedDay): void {
    for (const [from, to, counted] of [
      [this.#bounds.start, this.#bounds.middle, this.before],
      [this.#bounds.middle, this.#bounds.end, this.now],
    ] as const)
      if (day.start < to && day.start + DAY_MS > from) {
        this.#takePosts(day, { from: from - day.start, to: to - day.start }, counted);
        counted.reactions += reactionsOf(day, from - day.start, to - day.start);
      }
  }

  figures(counted: Counted, newcomers: Iterable<number>): ActivityFigures {
    const { threads, posts, reactions, writers } = counted;
    return { threads, posts, reactions, writers: writers.size, newcomers: writers.countOf(newcomers) };
  }

  /** Days on which something was written. */
  byDay(): DayFigures[] {
    return this.#days;
  }

  #takePosts(
    { start, posts }: PackedDay,
    { from, to }: { from: number; to: number },
    counted: Counted,
  ): void {
    const isNow = counted === this.now;
    let dayEnds = -Infinity;
    let today: DayFigures | undefined;
    for (let at = 0; at < posts.byteLength; at += POST_BYTES) {
      const time = posts.getInt32(at);
      if (time < from || time >= to) continue;
      const who = posts.getInt32(at + 4);
      const author = who >> AUTHOR_SHIFT;
      if (isNow && author > 0) this.anywhere.add(author);
      if ((who & IS_GONE) !== 0) continue;
      counted.posts++;
      if ((who & IS_FIRST) !== 0) counted.threads++;
      if (author > 0) counted.writers.add(author);
      if (!isNow) continue;
      if (time >= dayEnds || !today) [today, dayEnds] = this.#dayAt(start, time);
      today.posts++;
      if ((who & IS_FIRST) !== 0 && (who & IS_IN_QUESTION) !== 0) today.questions++;
      if (author > 0 && this.#isNewToday(author)) today.writers++;
    }
  }

  /** The day by the calendar in which a moment lies, and when the next one begins, in milliseconds from `start`. */
  #dayAt(start: number, time: number): [DayFigures, number] {
    const day = this.#zone.dayOf(start + time);
    let today = this.#days.at(-1);
    if (today?.day !== day) this.#days.push((today = { day, questions: 0, posts: 0, writers: 0 }));
    const next = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
    return [today, this.#zone.startOf(next) - start];
  }

  #isNewToday(author: number): boolean {
    if (this.#lastDay.get(author) === this.#days.length) return false;
    this.#lastDay.set(author, this.#days.length);
    return true;
  }
}

function reactionsOf({ reactions, reactedAt }: PackedDay, from: number, to: number): number {
  if (from <= 0 && to >= DAY_MS) return reactions;
  let count = 0;
  for (let at = 0; at < reactedAt.byteLength; at += REACTION_BYTES) {
    const time = reactedAt.getInt32(at);
    if (time >= from && time < to) count++;
  }
  return count;
}
