import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface MarkRow {
  key: string;
  deleted_version: number | null;
  edit: unknown;
}

export async function selectMarks(app: App, keys: readonly string[]): Promise<MarkRow[]> {
  if (keys.length === 0) return [];
  return app.db.query<MarkRow>(
    `select k.key, t.deleted_version, t.edit from unnest($1::text[]) as k (key)
       cross join lateral (select deleted_version, edit from post_tombstones where post_tombstones.key = k.key::uuid limit 1) t`,
    [textArray(keys)],
  );
}

/** Remembers deletes of what is not stored; an edit that waited and is not later goes. Keys must be different. */
export async function markDeleted(
  app: App,
  marks: readonly { key: string; version: number }[],
): Promise<void> {
  if (marks.length === 0) return;
  const sorted = [...marks].sort((a, b) => (a.key < b.key ? -1 : 1));
  await app.db.query(
    `insert into post_tombstones as t (key, deleted_version)
     select key::uuid, version::bigint from unnest($1::text[], $2::text[]) as d (key, version)
     on conflict (key) do update set deleted_version = greatest(t.deleted_version, excluded.deleted_version), at = now(),
       edit = case when t.edit_version > excluded.deleted_version then t.edit end,
       edit_version = case when t.edit_version > excluded.deleted_version then t.edit_version end`,
    [textArray(sorted.map((mark) => mark.key)), textArray(sorted.map((mark) => String(mark.version)))],
  );
}

export interface WithheldEdit {
  key: string;
  authorKey: string;
  version: number;
  edit: string;
}

/** Remembers states of posts that are not kept. Keys must be different. */
export async function withholdEdits(app: App, edits: readonly WithheldEdit[]): Promise<void> {
  if (edits.length === 0) return;
  const sorted = [...edits].sort((a, b) => (a.key < b.key ? -1 : 1));
  await app.db.query(
    `insert into post_tombstones as t (key, author_key, edit_version, edit)
     select key::uuid, author_key::uuid, version::bigint, edit::jsonb from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as d (key, author_key, version, edit)
     on conflict (key) do update set edit = excluded.edit, edit_version = excluded.edit_version, author_key = excluded.author_key, at = now()
       where coalesce(t.edit_version, -1) < excluded.edit_version`,
    [
      textArray(sorted.map((edit) => edit.key)),
      textArray(sorted.map((edit) => edit.authorKey)),
      textArray(sorted.map((edit) => String(edit.version))),
      textArray(sorted.map((edit) => edit.edit)),
    ],
  );
}

/** Forgets the edits that were deleted with their posts: those up to the version of the delete. */
export async function clearEditsUpTo(
  app: App,
  deletes: readonly { key: string; version: number }[],
): Promise<void> {
  if (deletes.length === 0) return;
  await app.db.query(
    `update post_tombstones t set edit = null, edit_version = null
       from unnest($1::text[], $2::text[]) as d (key, version)
      where t.key = d.key::uuid and t.edit is not null and t.edit_version <= d.version::bigint`,
    [textArray(deletes.map(({ key }) => key)), textArray(deletes.map(({ version }) => String(version)))],
  );
}

/** Forgets the edits that waited for posts which are stored now. */
export async function clearEdits(app: App, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await app.db.query(
    'update post_tombstones set edit = null, edit_version = null where key = any($1::text[]::uuid[]) and edit is not null',
    [textArray(keys)],
  );
}

/** The same for everything that waited from these authors, up to the version at which their accounts ended. */
export async function clearEditsOfAuthors(
  app: App,
  authors: readonly { key: string; version: number }[],
): Promise<void> {
  if (authors.length === 0) return;
  await app.db.query(
    `update post_tombstones t set edit = null, edit_version = null
       from unnest($1::text[], $2::text[]) as a (key, version)
      where t.author_key = a.key::uuid and t.edit is not null and t.edit_version <= a.version::bigint`,
    [
      textArray(authors.map((author) => author.key)),
      textArray(authors.map((author) => String(author.version))),
    ],
  );
}

/** Rows that go in one statement, well within its time limit. */
const STEP = 20_000;

/** Drops what is older than `hours`, and the oldest beyond `most`. Answers how many went. */
export async function pruneMarks(app: App, hours: number, most: number): Promise<number> {
  let gone = 0;
  for (let last = STEP; last === STEP; gone += last) {
    const rows = await app.db.query(
      `delete from post_tombstones where key in (
         select key from post_tombstones where at < now() - make_interval(hours => $1) limit $2) returning 1`,
      [hours, STEP],
    );
    last = rows.length;
  }
  const [left] = await app.db.query<{ count: number }>('select count(*) as count from post_tombstones');
  for (let surplus = (left?.count ?? 0) - most; surplus > 0; surplus -= STEP) {
    const rows = await app.db.query(
      'delete from post_tombstones where key in (select key from post_tombstones order by at limit $1) returning 1',
      [Math.min(surplus, STEP)],
    );
    gone += rows.length;
  }
  return gone;
}

/** Forgets the edits of an origin that waited for posts which were never kept. */
export async function deleteEditsOfOrigin(app: App, origin: string): Promise<void> {
  await app.db.query(`delete from post_tombstones where edit ->> 'origin' = $1`, [origin]);
}
