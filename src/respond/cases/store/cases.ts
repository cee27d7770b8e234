import type { App } from '#platform/app/index.ts';
import type { Case } from '../domain/case.ts';

export const COLUMNS = `id, number, title, type_id as "typeId", fields, solved_at as "solvedAt", reopened_at as "reopenedAt", closed_at as "closedAt",
  merged_into as "mergedInto", deleted_at as "deletedAt", created_by as "createdBy", created_at as "createdAt", version, status, rank,
  last_at as "lastAt", waiting_since as "waitingSince", excerpt, account_ids as "accountIds", assignee_ids as "assigneeIds", networks, labels, threads, facets`;

/** A new case, with its number. */
export async function insertCase(
  app: App,
  row: Pick<Case, 'id' | 'title' | 'typeId' | 'fields' | 'createdBy'>,
): Promise<Case> {
  const rows = await app.db.query<Case>(
    `insert into cases (id, title, type_id, fields, created_by) values ($1, $2, $3, $4::jsonb, $5) returning ${COLUMNS}`,
    [row.id, row.title, row.typeId, JSON.stringify(row.fields), row.createdBy],
  );
  return rows[0]!;
}

export async function selectCases(app: App, ids: readonly string[]): Promise<Case[]> {
  if (ids.length === 0) return [];
  return app.db.query<Case>(`select ${COLUMNS} from cases where id = any($1)`, [ids]);
}

/** Locked until the transaction ends, in one order everywhere. Removed ones are left out unless asked for. */
export async function lockCases(app: App, ids: readonly string[], withDeleted = false): Promise<Case[]> {
  if (ids.length === 0) return [];
  return app.db.query<Case>(
    `select ${COLUMNS} from cases where id = any($1) and ($2 or deleted_at is null) order by id for update`,
    [ids, withDeleted],
  );
}

/** Writes cases that the caller has locked; the version grows by one. */
export async function updateCases(app: App, rows: readonly Case[]): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `update cases c set title = d.title, type_id = d."typeId", fields = d.fields, solved_at = d."solvedAt", reopened_at = d."reopenedAt",
       closed_at = d."closedAt", merged_into = d."mergedInto", deleted_at = d."deletedAt", status = d.status, rank = d.rank, last_at = d."lastAt",
       waiting_since = d."waitingSince", excerpt = d.excerpt, account_ids = d."accountIds", assignee_ids = d."assigneeIds", networks = d.networks,
       labels = d.labels, threads = d.threads, facets = d.facets, version = c.version + 1
     from jsonb_to_recordset($1::jsonb) as d (id text, title text, "typeId" text, fields jsonb, "solvedAt" timestamptz, "reopenedAt" timestamptz,
       "closedAt" timestamptz, "mergedInto" text, "deletedAt" timestamptz, status text, rank bigint, "lastAt" timestamptz, "waitingSince" timestamptz,
       excerpt text, "accountIds" text[], "assigneeIds" text[], networks text[], labels text[], threads integer, facets text[])
     where c.id = d.id`,
    [JSON.stringify(rows)],
  );
}

/** A case and everything that was merged into it, at any depth. */
export async function selectFamily(app: App, id: string): Promise<Case[]> {
  return app.db.query<Case>(
    `with recursive family as (select id from cases where id = $1
       union select c.id from cases c join family f on c.merged_into = f.id)
     select ${COLUMNS} from cases where id in (select id from family) and deleted_at is null order by number limit 200`,
    [id],
  );
}

/** Ids of cases and of everything that was merged into them, at any depth, removed or not. */
export async function selectMembers(app: App, ids: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with recursive family as (select id from cases where id = any($1)
       union select c.id from cases c join family f on c.merged_into = f.id) select id from family`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Those of these cases that hold something: a conversation, or a case that was merged into them. */
export async function selectHolding(app: App, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await app.db.query<{ id: string }>(
    `select id from cases c where id = any($1) and (exists (select from case_threads t where t.case_id = c.id and t.until is null)
       or exists (select from cases m where m.merged_into = c.id and m.deleted_at is null))`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Cases that were solved before the limit of days, at most `limit`. */
export async function lockToClose(app: App, limit: number): Promise<Case[]> {
  return app.db.query<Case>(
    `select ${COLUMNS} from cases where status = 'solved' and merged_into is null and deleted_at is null
       and solved_at < now() - make_interval(days => (select close_after_days from case_settings)) order by solved_at limit $1 for update skip locked`,
    [limit],
  );
}

/** Removes cases for good, with everything that people added to them. */
export async function deleteCases(app: App, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of [
    'case_threads',
    'case_notes',
    'case_checks',
    'case_times',
    'case_measured',
    'case_followers',
    'case_activity',
    'case_waves',
  ])
    await app.db.query(`delete from ${table} where case_id = any($1)`, [ids]);
  await app.db.query('delete from case_links where from_id = any($1) or to_id = any($1)', [ids]);
  await app.db.query('delete from case_wave_items where case_id = any($1)', [ids]);
  await app.db.query('delete from cases where id = any($1) or merged_into = any($1)', [ids]);
}

/** Cases that were taken back so many days ago, at most 1000. */
export async function selectRemoved(app: App, days: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from cases where deleted_at < now() - make_interval(days => $1) limit 1000',
    [days],
  );
  return rows.map((row) => row.id);
}

/** Cases that these people made. */
export async function selectByCreators(app: App, userIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>('select id from cases where created_by = any($1)', [
    userIds,
  ]);
  return rows.map((row) => row.id);
}

/** Ids behind one, in order; removed and merged ones are left out. */
export async function selectIdsAfter(app: App, after: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from cases where id > $1 and deleted_at is null and merged_into is null order by id limit $2',
    [after, limit],
  );
  return rows.map(({ id }) => id);
}
