import type { App } from '#platform/app/index.ts';
import { textArray, tsvectorArray } from '#platform/db/index.ts';
import type { PassingPost } from './domain.ts';

export interface KeptRow {
  key: string;
  authorKey: string;
  post: PassingPost;
  terms: readonly string[];
}

/** Keys must be different; one that is there already stays as it is. */
export async function insertPassing(app: App, rows: readonly KeptRow[], share: number): Promise<void> {
  await app.db.query(
    `insert into passing_posts (key, author_key, share, post, search)
       select key::uuid, author_key::uuid, $5, post::jsonb, search
         from unnest($1::text[], $2::text[], $3::text[], $4::tsvector[]) as p (key, author_key, post, search)
     on conflict (key) do nothing`,
    [
      textArray(rows.map((row) => row.key)),
      textArray(rows.map((row) => row.authorKey)),
      textArray(rows.map((row) => JSON.stringify(row.post))),
      tsvectorArray(rows.map((row) => row.terms)),
      share,
    ],
  );
}

export async function deletePassing(
  app: App,
  keys: readonly string[],
  authorKeys: readonly string[],
): Promise<void> {
  await app.db.query(
    `delete from passing_posts where key = any($1::text[]::uuid[]) or author_key = any($2::text[]::uuid[])`,
    [textArray(keys), textArray(authorKeys)],
  );
}

export interface PassingRow {
  key: string;
  at: Date;
  share: number;
  post: PassingPost;
}

/** Posts that a text search query lets through, by key; every post without one. */
export async function selectPassing(
  app: App,
  tsquery: string | undefined,
  after: string | null,
  limit: number,
): Promise<PassingRow[]> {
  return app.db.query<PassingRow>(
    `select key, at, share, post from passing_posts
      where ($1::tsquery is null or search @@ $1::tsquery) and ($2::uuid is null or key > $2::uuid) order by key limit $3`,
    [tsquery ?? null, after, limit],
  );
}

export interface SampleState {
  /** Posts in the sample, and how many passing posts they stand for. */
  count: number;
  represents: number;
  share: number;
  /** Since when posts are chosen, at most a day ago. */
  since: Date;
}

export async function selectState(app: App): Promise<SampleState> {
  const [row] = await app.db.query<SampleState>(
    `select s.share, greatest(s.since, now() - interval '1 day') as since, count(p.key) as count,
            coalesce(sum(1 / p.share), 0) as represents
       from passing_state s left join passing_posts p on true group by s.share, s.since`,
  );
  return row!;
}

export async function selectShare(app: App): Promise<number> {
  const [row] = await app.db.query<{ share: number }>('select share from passing_state');
  return row!.share;
}

/** Lets go what is older than a day. */
export async function deleteOldPassing(app: App): Promise<void> {
  await app.db.query(`delete from passing_posts where at < now() - interval '1 day'`);
}

/** Lets half of the sample go by chance; the rest stands for twice as many, and half as many are chosen from now on. */
export async function halve(app: App): Promise<void> {
  await app.db.query('delete from passing_posts where random() < 0.5');
  await app.db.query('update passing_posts set share = share / 2');
  await app.db.query('update passing_state set share = share / 2');
}

/** Twice as many are chosen from now on, at most once in `seconds`. */
export async function doubleShare(app: App, seconds: number): Promise<void> {
  await app.db.query(
    `update passing_state set share = least(1, share * 2), balanced_at = now()
      where balanced_at < now() - make_interval(secs => $1)`,
    [seconds],
  );
}

/** Only one process at a time changes the size of the sample; the others come when it is done. */
export async function lockState(app: App): Promise<void> {
  await app.db.query('select from passing_state for update');
}
