import type { App } from '#platform/app/index.ts';

export interface OwnerRow {
  conversationId: string;
  userId: string;
  teamId: string;
  since: Date;
  warnedAt: Date | null;
}

/** Somebody has these now. Whoever had them already keeps the time since when. */
export async function saveOwners(app: App, rows: readonly Omit<OwnerRow, 'warnedAt'>[]): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `insert into routing_owners as o (conversation_id, user_id, team_id, since)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])
     on conflict (conversation_id) do update set user_id = excluded.user_id, team_id = excluded.team_id, since = excluded.since, warned_at = null
       where o.user_id <> excluded.user_id or o.team_id <> excluded.team_id`,
    [
      rows.map((row) => row.conversationId),
      rows.map((row) => row.userId),
      rows.map((row) => row.teamId),
      rows.map((row) => row.since.toISOString()),
    ],
  );
}

export async function deleteOwners(app: App, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await app.db.query('delete from routing_owners where conversation_id = any($1)', [conversationIds]);
}

export async function selectOwners(app: App, limit: number): Promise<OwnerRow[]> {
  return app.db.query<OwnerRow>(
    `select conversation_id as "conversationId", user_id as "userId", team_id as "teamId", since, warned_at as "warnedAt"
       from routing_owners order by since limit $1`,
    [limit],
  );
}

/** Answers false when they were warned already. */
export async function noteWarned(app: App, conversationId: string): Promise<boolean> {
  const rows = await app.db.query(
    'update routing_owners set warned_at = now() where conversation_id = $1 and warned_at is null returning conversation_id',
    [conversationId],
  );
  return rows.length > 0;
}

/** Answers false when the step was taken already for this wait. */
export async function noteEscalated(
  app: App,
  conversationId: string,
  waitingSince: Date,
  step: number,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into routing_escalations (conversation_id, waiting_since, step) values ($1, $2, $3) on conflict do nothing returning step`,
    [conversationId, waitingSince, step],
  );
  return rows.length > 0;
}

/** Steps that were taken for waits of these conversations, as `escalationKey`. */
export async function selectEscalated(app: App, conversationIds: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ conversationId: string; waitingSince: Date; step: number }>(
    `select conversation_id as "conversationId", waiting_since as "waitingSince", step from routing_escalations
      where conversation_id = any($1)`,
    [conversationIds],
  );
  return new Set(
    rows.map(({ conversationId, waitingSince, step }) => escalationKey(conversationId, waitingSince, step)),
  );
}

/** A step is taken once for each wait. */
export function escalationKey(conversationId: string, waitingSince: Date, step: number): string {
  return `${conversationId} ${waitingSince.getTime()} ${step}`;
}
