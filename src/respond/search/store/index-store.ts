import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Entry, SourceName } from '../domain.ts';

/** One indexer at a time, for as long as the ambient transaction lasts. */
export async function lockIndex(app: App): Promise<boolean> {
  const [row] = await app.db.query<{ isOurs: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('search_entries')) as "isOurs"`,
  );
  return row!.isOurs;
}

/** The same, however long another one takes. */
export async function waitForIndex(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtext('search_entries'))`);
}

export async function markStale(app: App, source: SourceName, ids: readonly string[]): Promise<void> {
  await app.db.query(
    'insert into search_stale (source, id) select $1, id from unnest($2::text[]) as u (id) order by id on conflict do nothing',
    [source, textArray([...new Set(ids)])],
  );
}

/** Takes some of one source. */
export async function takeStale(
  app: App,
  limit: number,
): Promise<{ source: SourceName; ids: string[] } | undefined> {
  const rows = await app.db.query<{ source: SourceName; id: string }>(
    `with next as (select source, id from search_stale
        where source = (select source from search_stale limit 1) limit $1 for update skip locked)
     delete from search_stale s using next where s.source = next.source and s.id = next.id returning s.source, s.id`,
    [limit],
  );
  return rows[0] && { source: rows[0].source, ids: rows.map(({ id }) => id) };
}

/** Takes the entries of these places out; answers the words that each had. */
export async function deleteEntries(
  app: App,
  source: SourceName,
  places: readonly string[],
): Promise<string[][]> {
  const rows = await app.db.query<{ words: string[] }>(
    'delete from search_entries where source = $1 and place = any($2) returning tsvector_to_array(terms) as words',
    [source, textArray(places)],
  );
  return rows.map(({ words }) => words);
}

export async function insertEntries(
  app: App,
  entries: readonly (Entry & { vector: string })[],
): Promise<void> {
  if (entries.length === 0) return;
  await app.db.query(
    `insert into search_entries (kind, id, source, place, at, terms)
       select kind, id, source, place, at, vector::tsvector
         from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[]) as d (kind, id, source, place, at, vector)`,
    [
      textArray(entries.map(({ kind }) => kind)),
      textArray(entries.map(({ id }) => id)),
      textArray(entries.map(({ source }) => source)),
      textArray(entries.map(({ place }) => place)),
      entries.map(({ at }) => at),
      textArray(entries.map(({ vector }) => vector)),
    ],
  );
}

/** Adds to how many entries have a word; one that none has is forgotten, so that nothing remains of what was deleted. */
export async function countWords(
  app: App,
  changes: readonly { word: string; by: number; parts: readonly number[] }[],
): Promise<void> {
  const [more, less] = [changes.filter(({ by }) => by > 0), changes.filter(({ by }) => by < 0)];
  if (more.length > 0)
    await app.db.query(
      `insert into search_words as w (word, uses, parts)
         select word, by, coalesce((select array_agg(p::int) from jsonb_array_elements_text(parts) as p), '{}')
           from jsonb_to_recordset($1::jsonb) as d (word text, by int, parts jsonb)
       on conflict (word) do update set uses = w.uses + excluded.uses`,
      [JSON.stringify(more)],
    );
  if (less.length === 0) return;
  const words = textArray(less.map(({ word }) => word));
  await app.db.query(
    `update search_words w set uses = w.uses + d.by from unnest($1::text[], $2::int[]) as d (word, by) where w.word = d.word`,
    [words, less.map(({ by }) => by)],
  );
  await app.db.query('delete from search_words where word = any($1) and uses <= 0', [words]);
}

const BUILT: readonly SourceName[] = ['article', 'case', 'conversation'];

/** The first source that is not built, and after which id it goes on. */
export async function selectBuilding(app: App): Promise<{ source: SourceName; after: string } | undefined> {
  const [row] = await app.db.query<{ source: SourceName; after: string }>(
    `select source, coalesce(after_id, '') as after from unnest($1::text[]) as source left join search_building using (source)
      where is_built is not true order by source limit 1`,
    [textArray(BUILT)],
  );
  return row;
}

/** Null: this source is built. */
export async function setBuilding(app: App, source: SourceName, after: string | null): Promise<void> {
  await app.db.query(
    `insert into search_building (source, after_id, is_built) values ($1, $2, $3)
       on conflict (source) do update set after_id = excluded.after_id, is_built = excluded.is_built`,
    [source, after ?? '', after === null],
  );
}

/** Forgets everything, to be built anew. */
export async function emptyIndex(app: App): Promise<void> {
  await app.db.query('truncate search_entries, search_words, search_stale, search_building');
}

/** Somebody listens now. Answers when somebody did before, a day ago where that is not known; one at a time. */
export async function noteHeard(app: App): Promise<{ before: Date; now: Date }> {
  const [row] = await app.db.query<{ before: Date; now: Date }>(
    `insert into search_heard (at) values (now() - interval '1 day') on conflict (is_only) do update set at = search_heard.at
     returning at as before, clock_timestamp() as now`,
  );
  await app.db.query('update search_heard set at = $1', [row!.now]);
  return row!;
}
