import { termsOf } from '#lib/tokens/index.ts';
import { parseQuery, parseTopic, type Query } from '#lib/query/index.ts';
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
    count(this.#days, post.createdAt.toISOString().slice(0, 10));
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
    return Array.from({ length: days }, (_, back) => {
      const day = new Date(now.getTime() - (days - 1 - back) * 86_400_000).toISOString().slice(0, 10);
      return { day, count: this.#days.get(day) ?? 0 };
    });
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
  const parsed = parseQuery(source);
  return parsed.isValid ? parsed.query : null;
}
