import type { App } from '#platform/app/index.ts';
import type { Kind, Problem, Row } from './domain.ts';
import type { ImportRow, ToldProblem } from './store.ts';
import { KEY } from './targets-store.ts';

/** Adds what a file says; of the same thing twice the first stays, but for the address of a member that only the second one knows. */
export async function insertRows(
  app: App,
  importId: string,
  file: string,
  rows: readonly (Row & { reason?: string })[],
): Promise<number> {
  const added = await app.db.query(
    `insert into community_import_rows as r (import_id, kind, key, file, line, thread, number, data, state, reason)
     select distinct on (kind, key) $1, kind, key, $2, line, thread, number, data, case when reason is null then 'waiting' else 'unread' end, reason
       from rows from (jsonb_to_recordset($3::jsonb) as (kind text, key text, line int, thread text, number int, data jsonb, reason text))
         with ordinality as d (kind, key, line, thread, number, data, reason, place) order by kind, key, place
     on conflict (import_id, kind, key) do update set data = r.data || jsonb_build_object('mail', excluded.data -> 'mail')
       where r.kind = 'member' and r.data ->> 'mail' is null and excluded.data ->> 'mail' is not null
     returning 1`,
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
