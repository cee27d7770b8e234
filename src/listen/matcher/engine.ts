import {
  type Anchor,
  anchors,
  keysOf,
  matches,
  type PreparedDocument,
  prepareDocument,
  type Query,
  type QueryDocument,
  satisfies,
} from '#lib/query/index.ts';
import { type AnchorKey, anchorKeys } from './anchor-keys.ts';

export interface MatchableTopic {
  readonly query: Query;
}

export interface MatcherFigures {
  posts: number;
  matches: number;
  /** Topics whose necessary terms were there and that had to be asked, one by one. */
  candidates: number;
}

/** Finds the topics of posts. `T` is whatever its owner knows of a topic. */
export interface Matcher<T extends MatchableTopic> {
  /** All topics from now on, in the order in which matches are given. */
  replaceTopics(topics: readonly T[]): void;
  /** The topics that a post matches. Never throws, whatever the post holds. */
  match(document: QueryDocument): T[];
  /** What was done since the matcher was made. */
  readonly figures: Readonly<MatcherFigures>;
  /** Memory of the tables beside the topics themselves, in bytes, as an estimate. */
  tableBytes(): number;
}

/** A matcher that asks the plain evaluator, but only for topics of which a post has a necessary term. */
export function createMatcher<T extends MatchableTopic>(topics: readonly T[] = []): Matcher<T> {
  const figures = { posts: 0, matches: 0, candidates: 0 };
  let current = topics;
  let index = buildIndex(topics);
  return {
    figures,
    replaceTopics(topics) {
      index = buildIndex(topics);
      current = topics;
    },
    match(document) {
      const keys = keysOf(document);
      const candidates = candidatesOf(index, keys).filter((at) => hasAllKeys(index, at, keys));
      figures.posts++;
      figures.candidates += candidates.length;
      if (candidates.length === 0) return [];
      const found = askAll(current, candidates, prepareDocument(document));
      figures.matches += found.length;
      return found;
    },
    tableBytes: () => sizeOf(index),
  };
}

function askAll<T extends MatchableTopic>(
  topics: readonly T[],
  candidates: readonly number[],
  prepared: PreparedDocument,
): T[] {
  return candidates.map((at) => topics[at]!).filter(({ query }) => matches(query, prepared));
}

interface TopicIndex {
  /** By topic: what must hold of a post's keys for the topic to be asked at all. */
  readonly guards: readonly (Anchor | null)[];
  readonly byTerm: ReadonlyMap<string, number[]>;
  /** By the first letters of the prefix, at most three. */
  readonly byPrefix: ReadonlyMap<string, { readonly prefix: string; readonly at: number }[]>;
  /** Topics without a necessary term: asked for every post. */
  readonly always: readonly number[];
}

const PREFIX_KEY = 3;

function buildIndex(topics: readonly MatchableTopic[]): TopicIndex {
  const byTerm = new Map<string, number[]>();
  const byPrefix = new Map<string, { prefix: string; at: number }[]>();
  const always: number[] = [];
  const guards = topics.map(({ query }) => anchors(query, 'facts'));
  const add = (key: AnchorKey, at: number) => {
    if (key.type === 'term') append(byTerm, key.term, at);
    else append(byPrefix, key.prefix.slice(0, PREFIX_KEY), { prefix: key.prefix, at });
  };
  for (const [at, anchor] of guards.entries()) {
    if (anchor === null) always.push(at);
    else for (const key of anchorKeys(anchor)) add(key, at);
  }
  return { guards, byTerm, byPrefix, always };
}

function append<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function hasAllKeys({ guards }: TopicIndex, at: number, keys: ReadonlySet<string>): boolean {
  const guard = guards[at]!;
  return guard === null || satisfies(guard, keys);
}

/** Ascending, each topic once. */
function candidatesOf({ byTerm, byPrefix, always }: TopicIndex, keys: ReadonlySet<string>): number[] {
  const found = new Set(always);
  for (const key of keys) {
    for (const at of byTerm.get(key) ?? []) found.add(at);
    if (byPrefix.size === 0) continue;
    for (let length = 1; length <= PREFIX_KEY && length <= key.length; length++) {
      for (const { prefix, at } of byPrefix.get(key.slice(0, length)) ?? [])
        if (key.startsWith(prefix)) found.add(at);
    }
  }
  return found.size < 2 ? [...found] : [...found].sort((a, b) => a - b);
}

/** Two bytes a letter, eight a reference, and what a map entry, an array and a small object cost in V8. */
function sizeOf({ guards, byTerm, byPrefix, always }: TopicIndex): number {
  let bytes = always.length * 8;
  for (const guard of guards) bytes += guard === null ? 8 : 8 + guardSize(guard);
  for (const [term, list] of byTerm) bytes += term.length * 2 + list.length * 8 + 88;
  for (const [key, list] of byPrefix) bytes += key.length * 2 + list.length * 48 + 88;
  return bytes;
}

function guardSize(guard: Anchor): number {
  return 'of' in guard ? guard.of.reduce((sum, part) => sum + 8 + guardSize(part), 56) : 40;
}
