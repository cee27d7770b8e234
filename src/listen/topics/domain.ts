import { termsOf } from '#lib/tokens/index.ts';
import {
  anchors,
  explainWords,
  matches,
  parseTopic,
  prepareDocument,
  type Query,
  type QueryDocument,
  toTsquery,
} from '#lib/query/index.ts';
import { documentOf, type MatchablePost } from '#listen/matcher/index.ts';
import { CUT_TERM } from '#listen/posts/index.ts';
import type { QueryProblem } from './schema.ts';

/** How often a word is said in every other text; they tell nothing about a topic. */
const COMMON = new Set(
  (
    'the and for you that this with have are not was but all your from they what when has just can out will one about get like how who its been our more there had would them then than her his she him were their which some any also now new ' +
    'der die das und ich nicht ist ein eine mit auf den von für dem sich auch noch wie les des une est pas que pour dans sur avec los las una por con para del pero más'
  ).split(' '),
);

/** What is wrong with the query of a topic, in the shape of the API; an empty list when nothing is. */
export function problemsOf(source: string): QueryProblem[] {
  const parsed = parseTopic(source);
  if (parsed.isValid) return [];
  const { code, message, span, fix, suggestions } = parsed.problem;
  return [{ code, message, start: span.start, end: span.end, fix, suggestions: [...suggestions] }];
}

/** Counts what a preview shows: authors, words and days of the posts that match. */
export class Tally {
  readonly #authors = new Map<string, number>();
  readonly #words = new Map<string, number>();
  readonly #days = new Map<string, number>();
  readonly #own: ReadonlySet<string>;

  /** `source` is the query: its own words would win everywhere and say nothing. */
  constructor(source: string) {
    this.#own = new Set(termsOf(source));
  }

  add(post: { author: string; text: string; createdAt: Date }): void {
    count(this.#authors, post.author);
    count(this.#days, dayOf(post.createdAt));
    for (const word of termsOf(post.text)) if (this.#isTelling(word)) count(this.#words, word);
  }

  topAuthors(limit: number): { name: string; count: number }[] {
    return top(this.#authors, limit).map(([name, count]) => ({ name, count }));
  }

  topWords(limit: number): { word: string; count: number }[] {
    return top(this.#words, limit).map(([word, count]) => ({ word, count }));
  }

  /** Every day of the span, days without posts included, oldest first. */
  perDay(days: number, now: Date): { day: string; count: number }[] {
    return lastDays(days, now).map((day) => ({ day, count: this.#days.get(day) ?? 0 }));
  }

  #isTelling(word: string): boolean {
    return word.length > 2 && !/^(link:|@|\d+$)/.test(word) && !COMMON.has(word) && !this.#own.has(word);
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function top(counts: ReadonlyMap<string, number>, limit: number): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, limit);
}

/** The query of a topic that was checked when it was saved; null when the language has changed since. */
export function storedQuery(source: string): Query | null {
  const parsed = parseTopic(source);
  return parsed.isValid ? parsed.query : null;
}

/** Whether a stored post matches: decided as for passing ones, and by what was understood of it where that is given. */
export function isMatch(
  query: Query,
  post: MatchablePost & { isOwn: boolean },
  understood?: Partial<QueryDocument>,
): boolean {
  return matches(query, prepareDocument({ ...documentOf(post, post.isOwn), ...understood }));
}

export interface Span {
  field: 'title' | 'text';
  start: number;
  end: number;
}

/** The parts of title and text that make a query match a post that it is known to match. */
export function spansIn(query: Query, post: { title: string | null; text: string }): Span[] {
  const prepared = prepareDocument({ title: post.title ?? undefined, text: post.text });
  return explainWords(query, prepared).flatMap(({ field, start, end }) =>
    field === 'title' || field === 'text' ? [{ field, start, end }] : [],
  );
}

/** What the database lets through (and very long posts, all of whose words it does not know) for queries one of which has to match; undefined when every post has to be asked. */
export function tsqueryOf(...queries: readonly Query[]): string | undefined {
  const each = queries.map((query) => anchors(query, 'links'));
  if (each.includes(null)) return undefined;
  return [...each.map((anchor) => `(${toTsquery(anchor!)})`), `'${CUT_TERM}'`].join(' | ');
}

const DAY_MS = 86_400_000;

/** The last `days` days in UTC, `2026-11-22`, oldest first. */
export function lastDays(days: number, now: Date): string[] {
  return Array.from({ length: days }, (_, back) =>
    dayOf(new Date(now.getTime() - (days - 1 - back) * DAY_MS)),
  );
}

export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
