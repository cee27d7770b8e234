import { readFileSync } from 'node:fs';
import path from 'node:path';
import MiniSearch from 'minisearch';
import { ArticleSearch } from '../../../src/lib/search/index.ts';

/** Articles of our own, and questions of others that were held out: each belongs to one article. */
export interface QuestionSet {
  name: string;
  articles: { id: string; title: string; body: string }[];
  /** Two questions for each article that it has answered before. */
  learned: Question[];
  questions: Question[];
}

export interface Question {
  article: string;
  text: string;
}

/** Ids of articles, best first. */
export type Rank = (question: string) => readonly string[] | Promise<readonly string[]>;

export const SETS: Readonly<Record<'banking' | 'assistant', string>> = {
  banking: 'intents-banking',
  assistant: 'intents-clinc',
};
const LEARNED = 2;
const TEN = 10;

/** Reads a set. The articles were written without looking at the questions; learned and asked questions are different ones. */
export function readSet(name: keyof typeof SETS): QuestionSet {
  const articles = lines<QuestionSet['articles'][number]>(path.join(import.meta.dirname, `${name}.ndjson`));
  const ids = new Set(articles.map(({ id }) => id));
  const heldOut = (file: string) =>
    lines<{ text: string; label: string }>(
      path.join(import.meta.dirname, '../../train/held-out', `${file}.ndjson`),
    )
      .map(({ text, label }) => ({ article: label, text }))
      .filter(({ article }) => ids.has(article));
  const learned = Map.groupBy(heldOut(`${SETS[name]}-examples`), ({ article }) => article);
  return {
    name,
    articles,
    learned: [...learned.values()].flatMap((some) => some.slice(0, LEARNED)),
    questions: heldOut(SETS[name]),
  };
}

/** Mean of 1 / log2(place + 1) of the one right article among the first ten (nDCG@10 with one relevant document). */
export async function ndcgOf(questions: readonly Question[], rank: Rank): Promise<number> {
  let sum = 0;
  for (const { article, text } of questions) {
    const place = (await rank(text)).slice(0, TEN).indexOf(article) + 1;
    if (place > 0) sum += 1 / Math.log2(place + 1);
  }
  return sum / questions.length;
}

export function ourRank(set: QuestionSet, learned: readonly Question[]): Rank {
  const search = new ArticleSearch();
  const questions = Map.groupBy(learned, ({ article }) => article);
  for (const article of set.articles) {
    const own = (questions.get(article.id) ?? []).map(({ text }, i) => [String(i), text] as const);
    search.put(article, new Map(own));
  }
  return (question) => search.rank(question, { limit: TEN }).map(({ id }) => id);
}

/** minisearch with typos forgiven, prefixes and a heavier title; past questions as a field of their own. */
export function minisearchRank(set: QuestionSet, learned: readonly Question[]): Rank {
  const search = new MiniSearch({ fields: ['title', 'body', 'learned'], storeFields: [] });
  search.addAll(set.articles.map((article) => ({ ...article, learned: learnedText(article.id, learned) })));
  return (question) =>
    search.search(question, { boost: { title: 2 }, fuzzy: 0.2, prefix: true }).map(({ id }) => String(id));
}

type Query = <T extends Record<string, unknown>>(sql: string, values: unknown[]) => Promise<T[]>;

/** PostgreSQL's full text search, title above body, in a table that `query` may make; the whole question, or any of its words. */
export async function postgresRank(
  set: QuestionSet,
  learned: readonly Question[],
  query: Query,
  asked: 'websearch' | 'or',
): Promise<Rank> {
  await query('drop table if exists bench_articles', []);
  await query('create table bench_articles (id text primary key, words tsvector not null)', []);
  await query(
    `insert into bench_articles select r ->> 'id', setweight(to_tsvector('english', r ->> 'title'), 'A') ||
       setweight(to_tsvector('english', r ->> 'body'), 'B') || setweight(to_tsvector('english', r ->> 'learned'), 'B')
     from jsonb_array_elements($1::jsonb) as r`,
    [JSON.stringify(set.articles.map((one) => ({ ...one, learned: learnedText(one.id, learned) })))],
  );
  const parsed =
    asked === 'websearch'
      ? `websearch_to_tsquery('english', $1)`
      : `replace(plainto_tsquery('english', $1)::text, ' & ', ' | ')::tsquery`;
  return async (question) => {
    const rows = await query<{ id: string }>(
      `select id from bench_articles, (select ${parsed} as q) asked where words @@ q order by ts_rank(words, q, 1) desc, id limit 10`,
      [question],
    );
    return rows.map(({ id }) => id);
  };
}

function learnedText(id: string, learned: readonly Question[]): string {
  return learned
    .filter(({ article }) => article === id)
    .map(({ text }) => text)
    .join('\n');
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}
