import type { App } from '#platform/app/index.ts';
import type { Kind } from './domain.ts';
import type { ImportRow } from './store.ts';

/** What names a person is kept as a digest only. */
export const KEY = (kind: string, key: string): string =>
  `case when ${kind} = 'member' then encode(sha256(convert_to(${key}, 'UTF8')), 'hex') else ${key} end`;

export interface Target {
  kind: Kind;
  key: string;
  targetId: string;
  threadId: string | null;
  isMade: boolean;
  path: string | null;
}

export async function insertTargets(
  app: App,
  { id, origin }: Pick<ImportRow, 'id' | 'origin'>,
  targets: readonly Target[],
): Promise<void> {
  await app.db.query(
    `insert into community_import_targets (origin, kind, key, import_id, target_id, thread_id, is_made, path)
     select $2, kind, ${KEY('kind', 'key')}, $1, "targetId", "threadId", "isMade", path
       from jsonb_to_recordset($3::jsonb) as d (kind text, key text, "targetId" text, "threadId" text, "isMade" boolean, path text)
     on conflict do nothing`,
    [id, origin, JSON.stringify(targets)],
  );
}

/** What keys of a place are here. */
export async function selectTargets(
  app: App,
  origin: string,
  kind: Kind,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const rows = await app.db.query<{ key: string; targetId: string }>(
    `select k.key, t.target_id as "targetId" from unnest($3::text[]) as k (key)
       join community_import_targets t on t.origin = $1 and t.kind = $2 and t.key = ${KEY('$2', 'k.key')}`,
    [origin, kind, keys],
  );
  return new Map(rows.map(({ key, targetId }) => [key, targetId]));
}

/** What an import made, a few at a time; of threads with all its posts in them. */
export function selectMade(
  app: App,
  id: string,
  kind: Kind,
  limit: number,
): Promise<{ targetId: string; threadId: string | null }[]> {
  return app.db.query(
    `select target_id as "targetId", thread_id as "threadId" from community_import_targets where import_id = $1 and kind = $2 and is_made
      order by target_id limit $3`,
    [id, kind, limit],
  );
}

/** Of an import the posts that came into some threads. */
export function selectMadePosts(
  app: App,
  id: string,
  threads: readonly string[],
): Promise<{ id: string; threadId: string }[]> {
  return app.db.query(
    `select target_id as id, thread_id as "threadId" from community_import_targets where import_id = $1 and kind = 'post' and is_made
       and thread_id = any($2)`,
    [id, threads],
  );
}

/** These are settled: what stays is nobody's import any more, and what went is forgotten. */
export async function forgetTargets(
  app: App,
  id: string,
  { gone, kept }: { gone: readonly string[]; kept: readonly string[] },
): Promise<void> {
  await app.db.query('delete from community_import_targets where import_id = $1 and target_id = any($2)', [
    id,
    gone,
  ]);
  await app.db.query(
    'update community_import_targets set is_made = false where import_id = $1 and target_id = any($2)',
    [id, kept],
  );
}

/** What was here before needs no note once its import is undone. */
export async function forgetFound(app: App, id: string): Promise<void> {
  await app.db.query(
    `delete from community_import_targets t where import_id = $1 and not is_made
       and not exists (select from community_import_targets o where o.origin = t.origin and o.import_id <> $1)
       and kind in ('member', 'category')`,
    [id],
  );
}

/** Where an old address leads, the first that is known. */
export async function selectByPath(
  app: App,
  paths: readonly string[],
): Promise<{ kind: Kind; targetId: string; path: string } | undefined> {
  const rows = await app.db.query<{ kind: Kind; targetId: string; path: string }>(
    `select kind, target_id as "targetId", path from community_import_targets where path = any($1)
      order by array_position($1::text[], path), import_id desc nulls last limit 1`,
    [paths],
  );
  return rows[0];
}

export async function hasPaths(app: App): Promise<boolean> {
  const rows = await app.db.query('select 1 from community_import_targets where path is not null limit 1');
  return rows.length > 0;
}

/** A member leaves: his old address says nothing any more; that he was here stays, so that he does not come again. */
export async function forgetMember(app: App, memberId: string): Promise<void> {
  await app.db.query(
    `update community_import_targets set path = null where target_id = $1 and kind = 'member'`,
    [memberId],
  );
}

/** Whence a member came. */
export function selectOrigins(
  app: App,
  memberId: string,
): Promise<{ origin: string; path: string | null }[]> {
  return app.db.query(
    `select origin, path from community_import_targets where target_id = $1 and kind = 'member' order by origin`,
    [memberId],
  );
}
