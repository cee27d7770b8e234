import { mergeLists, shorten, type TopList, topOf } from './lists.ts';
import {
  type Countable,
  type Dimension,
  DIMENSIONS,
  entriesOf,
  type ListName,
  LISTS,
  OWN,
  SPAM,
  valuesOf,
} from './values.ts';

/** Posts by value, for each dimension; dimensions without a post are left out. */
export type Counts = Partial<Record<Dimension, Record<string, number>>>;
export type Lists = Record<ListName, TopList>;

/** What is kept of the posts of one topic within an hour or a day. The company's own posts are counted in `counts.author.own` alone. */
export interface Bucket {
  posts: number;
  negative: number;
  neutral: number;
  positive: number;
  /** Followers of the authors that are known, each author once an hour, spam left out. */
  reach: number;
  /** Posts whose author's followers are known. */
  reachKnown: number;
  counts: Counts;
  lists: Lists;
}

/** Entries kept of each list. */
export const MOST_IN_HOUR: Record<ListName, number> = {
  authors: 100,
  sites: 50,
  links: 50,
  tags: 100,
  words: 300,
};
export const MOST_IN_DAY: Record<ListName, number> = {
  authors: 200,
  sites: 100,
  links: 100,
  tags: 200,
  words: 600,
};
/** Values of a dimension kept of an hour; the rest is counted as `other`. Real hours stay far below. */
const MOST_VALUES = 300;
export const OTHER = 'other';

/** Counts posts one after the other; `bucket()` says what is kept. */
export class Counting {
  readonly #counts = new Map<Dimension, Map<string, number>>(
    DIMENSIONS.map((dimension) => [dimension, new Map()]),
  );
  readonly #lists = new Map<ListName, Map<string, number>>(LISTS.map((list) => [list, new Map()]));
  readonly #followers = new Map<string, number>();
  #posts = 0;
  #reachKnown = 0;

  add(countable: Countable): void {
    const { post, followers } = countable;
    const values = valuesOf(countable);
    if (post.isOwn) {
      addOne(this.#counts.get('author')!, OWN);
      return;
    }
    this.#posts += 1;
    for (const dimension of DIMENSIONS) {
      const counts = this.#counts.get(dimension)!;
      for (const value of values[dimension]) addOne(counts, value);
    }
    const entries = entriesOf(countable);
    for (const list of LISTS) {
      const counts = this.#lists.get(list)!;
      for (const entry of entries[list]) addOne(counts, entry);
    }
    if (followers === null) return;
    this.#reachKnown += 1;
    if (!values.label.includes(SPAM)) this.#followers.set(post.accountId, followers);
  }

  bucket(): Bucket {
    const counts: Counts = {};
    for (const [dimension, values] of this.#counts) if (values.size > 0) counts[dimension] = bounded(values);
    let reach = 0;
    for (const followers of this.#followers.values()) reach += followers;
    const { negative = 0, neutral = 0, positive = 0 } = counts.sentiment ?? {};
    const lists = Object.fromEntries(
      LISTS.map((list) => [list, topOf(this.#lists.get(list)!, MOST_IN_HOUR[list])]),
    );
    return {
      posts: this.#posts,
      negative,
      neutral,
      positive,
      reach,
      reachKnown: this.#reachKnown,
      counts,
      lists: lists as Lists,
    };
  }
}

/** A day from its hours. */
export function dayOf(hours: readonly Bucket[]): Bucket {
  const sum = (of: (hour: Bucket) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const lists = LISTS.map((list) => [
    list,
    shorten(mergeLists(hours.map((hour) => hour.lists[list])), MOST_IN_DAY[list]),
  ]);
  return {
    posts: sum((hour) => hour.posts),
    negative: sum((hour) => hour.negative),
    neutral: sum((hour) => hour.neutral),
    positive: sum((hour) => hour.positive),
    reach: sum((hour) => hour.reach),
    reachKnown: sum((hour) => hour.reachKnown),
    counts: addCounts(hours.map((hour) => hour.counts)),
    lists: Object.fromEntries(lists) as Lists,
  };
}

/** Whether there is anything to keep. */
export function isEmpty(bucket: Bucket): boolean {
  return bucket.posts === 0 && bucket.counts.author?.[OWN] === undefined;
}

export function addCounts(all: readonly Counts[]): Counts {
  const sums: Counts = {};
  for (const counts of all) {
    for (const dimension of DIMENSIONS) {
      const values = counts[dimension];
      if (!values) continue;
      const sum = (sums[dimension] ??= emptyRecord());
      for (const [value, posts] of Object.entries(values)) sum[value] = (sum[value] ?? 0) + posts;
    }
  }
  return sums;
}

function bounded(values: ReadonlyMap<string, number>): Record<string, number> {
  const { items } = topOf(values, values.size);
  const record = emptyRecord();
  for (const [index, [value, posts]] of items.entries()) {
    const name = index < MOST_VALUES ? value : OTHER;
    record[name] = (record[name] ?? 0) + posts;
  }
  return record;
}

/** Values come from outside: one may be called `__proto__`. */
function emptyRecord(): Record<string, number> {
  return Object.create(null) as Record<string, number>;
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
