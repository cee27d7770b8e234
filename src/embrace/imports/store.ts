import type { App } from '#platform/app/index.ts';
import type { Kind, Problem, Row, Shape, State } from './domain.ts';

export interface ImportRow {
  id: string;
  name: string;
  origin: string;
  state: State;
  files: { name: string; shape: Shape; rows: number }[];
  totals: Totals | null;
  problems: ToldProblem[];
  failure: string | null;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
}

export interface ToldProblem extends Problem {
  file: string;
}

/** Of each kind: how many came, were there already, could not come, and stay after an undo. */
export type Totals = Partial<Record<Kind, { done: number; there: number; refused: number; kept?: number }>>;

const IMPORT = `id, name, origin, state, files, totals, problems, failure, created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

export async function insertImport(
  app: App,
  row: Pick<ImportRow, 'id' | 'name' | 'origin' | 'createdBy'>,
): Promise<void> {
  await app.db.query('insert into community_imports (id, name, origin, created_by) values ($1, $2, $3, $4)', [
    row.id,
    row.name,
    row.origin,
    row.createdBy,
  ]);
}

export function selectImports(app: App): Promise<ImportRow[]> {
  return app.db.query<ImportRow>(`select ${IMPORT} from community_imports order by id desc limit 200`);
}

export async function selectImport(app: App, id: string): Promise<ImportRow | undefined> {
  const [row] = await app.db.query<ImportRow>(`select ${IMPORT} from community_imports where id = $1`, [id]);
  return row;
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockImport(app: App, id: string): Promise<ImportRow | undefined> {
  const [row] = await app.db.query<ImportRow>(
    `select ${IMPORT} from community_imports where id = $1 for update`,
    [id],
  );
  return row;
}

export function selectBusy(app: App): Promise<{ id: string; state: State }[]> {
  return app.db.query(
    `select id, state from community_imports where state in ('running', 'undoing') order by id`,
  );
}

/** Those of a place that are under way, in one order kept from everybody else until the transaction ends. */
export async function lockBusyOf(app: App, origin: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string; state: State }>(
    'select id, state from community_imports where origin = $1 order by id for update',
    [origin],
  );
  return rows.filter(({ state }) => state === 'running' || state === 'undoing').map(({ id }) => id);
}

export async function updateImport(
  app: App,
  id: string,
  change: {
    state?: State;
    files?: ImportRow['files'];
    totals?: Totals;
    problems?: ToldProblem[];
    failure?: string | null;
    isFinished?: boolean;
  },
): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await app.db.query(
    `update community_imports set state = coalesce($2, state), files = coalesce($3::jsonb, files), totals = coalesce($4::jsonb, totals),
       problems = coalesce($5::jsonb, problems), failure = case when $6 then $7 else failure end,
       finished_at = case when $8 then now() else finished_at end where id = $1`,
    [
      id,
      change.state ?? null,
      json(change.files),
      json(change.totals),
      json(change.problems),
      change.failure !== undefined,
      change.failure ?? null,
      change.isFinished === true,
    ],
  );
}

export async function deleteImport(app: App, id: string): Promise<void> {
  await app.db.query('delete from community_imports where id = $1', [id]);
}

/** Drafts that nobody went on with, with all that their files said. */
export async function deleteOldDrafts(app: App): Promise<void> {
  await app.db.query(
    `delete from community_imports where state = 'draft' and created_at < now() - interval '14 days'`,
  );
}

/** Adds what a file says; of the same thing twice the first stays. */
export async function insertRows(
  app: App,
  importId: string,
  file: string,
  rows: readonly (Row & { reason?: string })[],
): Promise<number> {
  const added = await app.db.query(
    `insert into community_import_rows (import_id, kind, key, file, line, thread, number, data, state, reason)
     select $1, kind, key, $2, line, thread, number, data, case when reason is null then 'waiting' else 'unread' end, reason
       from jsonb_to_recordset($3::jsonb) as d (kind text, key text, line int, thread text, number int, data jsonb, reason text)
     on conflict do nothing returning 1`,
    [importId, file, JSON.stringify(rows)],
  );
  return added.length;
}

/** Lines that say nothing that can be understood. */
export async function insertUnread(
  app: App,
  importId: string,
  file: string,
  problems: readonly (Problem & { kind: Kind })[],
): Promise<void> {
  await app.db.query(
    `insert into community_import_rows (import_id, kind, key, file, line, data, state, reason)
     select $1, d.kind, '?' || $2 || ':' || d.n, $2, d.line, '{}', 'unread', d.reason
       from jsonb_to_recordset($3::jsonb) as d (kind text, line int, reason text, n int) on conflict do nothing`,
    [importId, file, JSON.stringify(problems.map((problem, n) => ({ ...problem, n })))],
  );
}

/**
 * Says of every row that has not come what would become of it: it is there already, or something that it needs is missing. Set-based, and
 * the same however often it is asked.
 */
export async function checkRows(app: App, { id, origin }: Pick<ImportRow, 'id' | 'origin'>): Promise<void> {
  const run = (sql: string, more: unknown[] = []) => app.db.query(sql, [id, ...more]);
  await run(
    `update community_import_rows set state = 'waiting', reason = null where import_id = $1 and state in ('there', 'refused')`,
  );
  await run(
    `update community_import_rows r set state = 'there' where import_id = $1 and state = 'waiting'
       and exists (select from community_import_targets t where t.origin = $2 and t.kind = r.kind and t.key = ${KEY('r.kind', 'r.key')})`,
    [origin],
  );
  await refuseLost(app, { id, origin });
}

/** Refuses what cannot come without something that does not. */
export async function refuseLost(app: App, { id, origin }: Pick<ImportRow, 'id' | 'origin'>): Promise<void> {
  await refuse(app, id, origin, 'thread', `r.data ->> 'category'`, 'category', 'Its category does not come.');
  await refuse(
    app,
    id,
    origin,
    'post',
    `r.data ->> 'author'`,
    'member',
    'Its author is in none of the files.',
  );
  await app.db.query(
    `update community_import_rows r set state = 'refused', reason = 'Nobody wrote anything in it that can come.'
      where import_id = $1 and kind = 'thread' and state = 'waiting'
        and not exists (select from community_import_rows p where p.import_id = $1 and p.kind = 'post' and p.thread = r.key and p.state = 'waiting')`,
    [id],
  );
  await refuse(app, id, origin, 'post', 'r.thread', 'thread', 'Its thread does not come.');
}

/** What names a person is kept as a digest only. */
const KEY = (kind: string, key: string): string =>
  `case when ${kind} = 'member' then encode(sha256(convert_to(${key}, 'UTF8')), 'hex') else ${key} end`;

async function refuse(
  app: App,
  id: string,
  origin: string,
  kind: Kind,
  key: string,
  needs: Kind,
  reason: string,
): Promise<void> {
  await app.db.query(
    `update community_import_rows r set state = 'refused', reason = $5 where import_id = $1 and kind = $3 and state = 'waiting'
       and not exists (select from community_import_rows n where n.import_id = $1 and n.kind = $4 and n.key = ${key} and n.state in ('waiting', 'done', 'there'))
       and not exists (select from community_import_targets t where t.origin = $2 and t.kind = $4 and t.key = ${KEY('$4', key)})`,
    [id, origin, kind, needs, reason],
  );
}

export function countRows(app: App, id: string): Promise<{ kind: Kind; state: string; count: number }[]> {
  return app.db.query(
    `select kind, state, count(*)::int as count from community_import_rows where import_id = $1 group by 1, 2`,
    [id],
  );
}

/** Lines that cannot come, with why; in the order of their files. */
export function selectProblems(app: App, id: string, limit: number): Promise<ToldProblem[]> {
  return app.db.query(
    `select file, line, reason from community_import_rows where import_id = $1 and state in ('refused', 'unread') order by file, line, key limit $2`,
    [id, limit],
  );
}

/** Titles of threads that would come. */
export async function selectExamples(app: App, id: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ title: string }>(
    `select data ->> 'title' as title from community_import_rows where import_id = $1 and kind = 'thread' and state in ('waiting', 'done')
      order by file, line limit $2`,
    [id, limit],
  );
  return rows.map(({ title }) => title);
}

export interface Waiting {
  key: string;
  file: string;
  line: number;
  thread: string | null;
  number: number | null;
  data: unknown;
}

const WAITING = 'key, file, line, thread, number, data';

export function selectWaiting(app: App, id: string, kind: Kind, limit: number): Promise<Waiting[]> {
  return app.db.query<Waiting>(
    `select ${WAITING} from community_import_rows where import_id = $1 and kind = $2 and state = 'waiting' order by file, line, key limit $3`,
    [id, kind, limit],
  );
}

/** The posts of a thread that wait, in their order. */
export function selectPostsOf(app: App, id: string, thread: string, limit: number): Promise<Waiting[]> {
  return app.db.query<Waiting>(
    `select ${WAITING} from community_import_rows where import_id = $1 and kind = 'post' and thread = $2 and state = 'waiting'
      order by number, line, key limit $3`,
    [id, thread, limit],
  );
}

export async function settleRows(
  app: App,
  id: string,
  kind: Kind,
  keys: readonly string[],
  { state, reason }: { state: 'done' | 'there' | 'refused'; reason?: string },
): Promise<void> {
  await app.db.query(
    `update community_import_rows set state = $4, reason = $5 where import_id = $1 and kind = $2 and key = any($3)`,
    [id, kind, keys, state, reason ?? null],
  );
}

export async function deleteRows(app: App, id: string): Promise<void> {
  await app.db.query('delete from community_import_rows where import_id = $1', [id]);
}

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
      order by array_position($1::text[], path), import_id desc limit 1`,
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
