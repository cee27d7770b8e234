import type { App } from '#platform/app/index.ts';
import { earliestId, newId } from '#platform/ids/index.ts';
import type { CaseStep } from '../domain/step.ts';

export interface ActivityRow {
  id: string;
  caseId: string;
  at: Date;
  actorName: string;
  action: string;
  detail: Record<string, unknown>;
  undoId: string | null;
  isUndone: boolean;
}

export interface NewActivity {
  caseId: string;
  action: string;
  detail?: Record<string, unknown>;
}

export async function insertActivities(
  app: App,
  actor: { id: string; name: string },
  lines: readonly NewActivity[],
  undoId: string | null,
): Promise<void> {
  if (lines.length === 0) return;
  await app.db.query(
    `insert into case_activity (id, case_id, actor_id, actor_name, action, detail, undo_id)
     select d.id, d.case_id, $1, $2, d.action, d.detail::jsonb, $3 from unnest($4::text[], $5::text[], $6::text[], $7::text[]) as d (id, case_id, action, detail)`,
    [
      actor.id,
      actor.name,
      undoId,
      lines.map(() => newId('cact')),
      lines.map((line) => line.caseId),
      lines.map((line) => line.action),
      lines.map((line) => JSON.stringify(line.detail ?? {})),
    ],
  );
}

/** The last lines of these cases' history, newest first. */
export async function selectActivities(
  app: App,
  caseIds: readonly string[],
  limit: number,
): Promise<ActivityRow[]> {
  return app.db.query<ActivityRow>(
    `select a.id, a.case_id as "caseId", a.at, a.actor_name as "actorName", a.action, a.detail, a.undo_id as "undoId",
       u.id is null or u.used_at is not null as "isUndone"
     from case_activity a left join case_undos u on u.id = a.undo_id where a.case_id = any($1) order by a.id desc limit $2`,
    [caseIds, limit],
  );
}

export async function insertUndo(app: App, actorId: string, step: CaseStep): Promise<string> {
  const id = newId('cundo');
  await app.db.query('insert into case_undos (id, actor_id, step) values ($1, $2, $3::jsonb)', [
    id,
    actorId,
    JSON.stringify(step),
  ]);
  return id;
}

/** Takes the token; undefined when there is none. A token is used once. */
export async function takeUndo(
  app: App,
  id: string,
): Promise<{ step: CaseStep; isUsed: boolean } | undefined> {
  const rows = await app.db.query<{ step: CaseStep; isUsed: boolean }>(
    `update case_undos u set used_at = now() from (select id, used_at is not null as was_used from case_undos where id = $1 for update) o
      where u.id = o.id returning u.step, o.was_used as "isUsed"`,
    [id],
  );
  return rows[0];
}

export async function deleteOldUndos(app: App, days: number): Promise<void> {
  await app.db.query('delete from case_undos where created_at < now() - make_interval(days => $1)', [days]);
}

/** Followers of these cases, by case. */
export async function selectFollowers(app: App, caseIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await app.db.query<{ caseId: string; users: string[] }>(
    `select case_id as "caseId", array_agg(user_id order by user_id) as users from case_followers where case_id = any($1) group by 1`,
    [caseIds],
  );
  return new Map(rows.map((row) => [row.caseId, row.users]));
}

export async function setFollower(
  app: App,
  caseId: string,
  userId: string,
  doesFollow: boolean,
): Promise<void> {
  await app.db.query(
    doesFollow
      ? 'insert into case_followers (case_id, user_id) values ($1, $2) on conflict do nothing'
      : 'delete from case_followers where case_id = $1 and user_id = $2',
    [caseId, userId],
  );
}

/** Cases with a line of history since a moment: ids of lines sort by time. */
export async function selectTouchedSince(app: App, at: Date): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct case_id as id from case_activity where id > $1',
    [earliestId('cact', at.getTime())],
  );
  return rows.map(({ id }) => id);
}
