import type { App } from '#platform/app/index.ts';

export type Place = 'search' | 'contact';
export type Counted = 'search' | 'search_empty' | 'shown' | 'opened' | 'helped' | 'unhelped';

/** Something that was found. */
export interface Subject {
  kind: string;
  id: string;
}

/** Adds one to today's sum of each of these, once where one is named twice. */
export async function addCounts(
  app: App,
  { place, what, language }: { place: Place; what: Counted; language: string },
  subjects: readonly Subject[],
): Promise<void> {
  await app.db.query(
    `insert into answer_counts as c (day, place, what, kind, subject_id, language, count)
       select distinct current_date, $1, $2, kind, id, $3, 1 from unnest($4::text[], $5::text[]) as s (kind, id) order by kind, id
     on conflict (day, place, what, kind, subject_id, language) do update set count = c.count + 1`,
    [place, what, language, subjects.map(({ kind }) => kind), subjects.map(({ id }) => id)],
  );
}

export async function addSearch(
  app: App,
  search: { place: Place; language: string; words: string; isFound: boolean },
): Promise<void> {
  await app.db.query(
    `insert into answer_searches as s (day, place, language, words, is_found, count) values (current_date, $1, $2, $3, $4, 1)
     on conflict (day, place, language, words, is_found) do update set count = s.count + 1`,
    [search.place, search.language, search.words, search.isFound],
  );
}

export async function sumByDay(
  app: App,
  days: number,
): Promise<{ day: string; place: Place; what: Counted; count: number }[]> {
  return app.db.query(
    `select day::text as day, place, what, sum(count)::integer as count from answer_counts
      where day > current_date - $1::integer group by day, place, what order by day, place, what`,
    [days],
  );
}

/** What was found most often, with how often it was opened. */
export async function sumBySubject(
  app: App,
  days: number,
  limit: number,
): Promise<{ kind: string; id: string; shown: number; opened: number; helped: number }[]> {
  return app.db.query(
    `select kind, subject_id as id, coalesce(sum(count) filter (where what = 'shown'), 0)::integer as shown,
       coalesce(sum(count) filter (where what = 'opened'), 0)::integer as opened,
       coalesce(sum(count) filter (where what = 'helped'), 0)::integer as helped
      from answer_counts where subject_id <> '' and day > current_date - $1::integer
      group by kind, subject_id order by shown desc, kind, subject_id limit $2`,
    [days, limit],
  );
}

/** Words that were searched for at least `fewest` times, most frequent first. */
export async function topSearches(
  app: App,
  asked: { days: number; isFound: boolean; fewest: number; limit: number },
): Promise<{ words: string; language: string; count: number }[]> {
  return app.db.query(
    `select words, language, sum(count)::integer as count from answer_searches
      where day > current_date - $1::integer and is_found = $2 group by words, language
      having sum(count) >= $3 order by count desc, words limit $4`,
    [asked.days, asked.isFound, asked.fewest, asked.limit],
  );
}

/** Words go after a season, forms after a year, sums of days after three. */
export async function forgetOld(app: App): Promise<void> {
  await app.db.query('delete from answer_searches where day < current_date - 120');
  await app.db.query(`delete from contact_forms where begun_at < now() - interval '400 days'`);
  await app.db.query('delete from answer_counts where day < current_date - 1100');
}
