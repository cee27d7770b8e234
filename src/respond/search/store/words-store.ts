import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

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

/** How many entries have each of these words or facts; what none has is left out. */
export async function selectUses(app: App, words: readonly string[]): Promise<Map<string, number>> {
  if (words.length === 0) return new Map();
  const rows = await app.db.query<{ word: string; uses: number }>(
    'select word, uses from search_words where word = any($1)',
    [textArray(words)],
  );
  return new Map(rows.map(({ word, uses }) => [word, uses]));
}

/** Entries that have a word that begins so, at most. Of words that begin so `most` are counted, as each is in one entry at least. */
export async function countBeginning(app: App, word: string, most: number): Promise<number> {
  const [row] = await app.db.query<{ uses: number }>(
    `select coalesce(sum(uses), 0)::float8 as uses from (select uses from search_words where word >= $1 and word < $2 order by word limit $3) w`,
    [word, `${word}\u{10ffff}`, most],
  );
  return row!.uses;
}
