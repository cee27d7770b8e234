import type { App } from '#platform/app/index.ts';

export interface Settings {
  days: number;
  posts: number;
}

export interface AccountRow {
  accountId: string;
  startedAt: Date;
  endedAt: Date | null;
  endedReason: string | null;
  endedBy: string | null;
  postsRead: number;
}

export async function selectSettings(app: App): Promise<Settings> {
  const [row] = await app.db.query<Settings>('select days, posts from voice_reading');
  return row!;
}

export async function putSettings(app: App, { days, posts }: Settings): Promise<void> {
  await app.db.query('update voice_reading set days = $1, posts = $2', [days, posts]);
}

export async function selectAccounts(app: App, ids: readonly string[]): Promise<AccountRow[]> {
  return app.db.query<AccountRow>(
    `select a.account_id as "accountId", a.started_at as "startedAt", a.ended_at as "endedAt", a.ended_reason as "endedReason",
       a.ended_by as "endedBy", (select count(*)::int from voice_reading_posts p where p.account_id = a.account_id) as "postsRead"
      from voice_reading_accounts a where a.account_id = any($1) order by a.started_at desc`,
    [ids],
  );
}

/** Accounts that are not known yet; those that are keep what they have. */
export async function insertAccounts(
  app: App,
  rows: readonly { accountId: string; startedAt: Date; isExempt: boolean }[],
): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `insert into voice_reading_accounts (account_id, started_at, ended_at, ended_reason, ended_by)
     select r ->> 'accountId', (r ->> 'startedAt')::timestamptz, case when (r ->> 'isExempt')::boolean then now() end,
       case when (r ->> 'isExempt')::boolean then 'It was here before new accounts had to read.' end,
       case when (r ->> 'isExempt')::boolean then 'Rapport' end
       from jsonb_array_elements($1::jsonb) as rows (r) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/** Forgets every account but these. */
export async function deleteOthers(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from voice_reading_accounts where account_id <> all($1)', [ids]);
  await app.db.query('delete from voice_reading_posts where account_id <> all($1)', [ids]);
}

/** False where it has ended already, or is not known. */
export async function endAccount(app: App, id: string, reason: string, by: string): Promise<boolean> {
  const rows = await app.db.query(
    `update voice_reading_accounts set ended_at = now(), ended_reason = $2, ended_by = $3
      where account_id = $1 and ended_at is null returning 1`,
    [id, reason, by],
  );
  return rows.length > 0;
}

/** Answers how many of them are new. */
export async function insertPosts(
  app: App,
  accountId: string,
  postIds: readonly string[],
  byId: string,
): Promise<number> {
  const rows = await app.db.query(
    `insert into voice_reading_posts (account_id, post_id, by_id) select $1, id, $3 from unnest($2::text[]) as ids (id)
     on conflict do nothing returning 1`,
    [accountId, postIds, byId],
  );
  return rows.length;
}

/** Of these accounts, those for which the post was read. */
export async function selectReaders(app: App, postId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select account_id as id from voice_reading_posts where post_id = $1',
    [postId],
  );
  return rows.map(({ id }) => id);
}
