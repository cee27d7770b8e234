import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Kind } from '../domain.ts';

export interface WordRow {
  /** Which word of the question. */
  typed: string;
  word: string;
  uses: number;
}

/** For each word its own row, and those that share a part with it. */
export async function selectAlike(
  app: App,
  words: readonly { word: string; parts: readonly number[] }[],
): Promise<WordRow[]> {
  return app.db.query<WordRow>(
    `select q.word as typed, w.word, w.uses from jsonb_to_recordset($1::jsonb) as q (word text, parts jsonb)
       cross join lateral (
         select word, uses from search_words where word = q.word
         union select word, uses from search_words
           where parts && coalesce((select array_agg(p::int) from jsonb_array_elements_text(q.parts) as p), '{}'::int[])) w`,
    [JSON.stringify(words)],
  );
}

/** Entries that have a word that begins so, at most; of words that begin so only the first 200 are counted. */
export async function countBeginning(app: App, word: string): Promise<number> {
  const [row] = await app.db.query<{ uses: number }>(
    `select coalesce(sum(uses), 0)::float8 as uses from (select uses from search_words where word >= $1 and word < $2 order by word limit 200) w`,
    [word, `${word}\u{10ffff}`],
  );
  return row!.uses;
}

export interface FoundRow {
  kind: Kind;
  id: string;
  place: string;
  at: Date;
  score: number;
}

/** Of the entries that fit at most so many are weighed. */
const MOST_WEIGHED = 3000;
const SCORE = `2 * ts_rank('{0.2, 0.4, 0.6, 1}', terms, $2::tsquery) + ts_rank('{0.2, 0.4, 0.6, 1}', terms, $1::tsquery)
  + 0.1 * exp(greatest(-50, extract(epoch from at - now()) / 5184000))`;

/**
 * The best of each kind. Where many fit, the newest of each kind are looked through instead of all: `isCommon`. What is younger counts a
 * little more; half of that is lost in six weeks.
 */
export async function selectFound(
  app: App,
  asked: { wide: string; exact: string; kinds: readonly Kind[]; isCommon: boolean; limit: number },
): Promise<FoundRow[]> {
  const fitting = asked.isCommon
    ? `select e.* from unnest($3::text[]) as k (kind) cross join lateral (
         select * from (select * from search_entries s where s.kind = k.kind order by at desc limit 5000) newest where terms @@ $1::tsquery limit 600) e`
    : `select * from search_entries where terms @@ $1::tsquery and kind = any($3) limit ${MOST_WEIGHED}`;
  return app.db.query<FoundRow>(
    `with fitting as materialized (${fitting}), weighed as (
       select kind, id, place, at, ${SCORE} as score from fitting)
     select kind, id, place, at, score::float8 from (
       select *, row_number() over (partition by kind order by score desc, at desc, id) as n from weighed) w
      where n <= $4 order by score desc`,
    [asked.wide, asked.exact, textArray(asked.kinds), asked.limit],
  );
}
