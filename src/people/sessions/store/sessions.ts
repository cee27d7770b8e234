import type { App, Role } from '#platform/app/index.ts';
import type { Tables } from './tables.ts';

export interface KnownSession {
  id: string;
  userId: string;
  name: string;
  role: Role;
  /** Milliseconds left, by the database's clock. */
  expiresInMs: number;
}

export interface SessionRow {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date | null;
}

/** The session behind a hashed token, if it has not expired and its user is active; notes that it was seen, once a minute. */
export async function findSession(app: App, tokenHash: string): Promise<KnownSession | undefined> {
  const [row] = await app.db.query<KnownSession & { isStale: boolean }>(
    `select s.id, s.user_id as "userId", u.name, u.role, (extract(epoch from s.expires_at - now()) * 1000)::float8 as "expiresInMs",
            coalesce(s.last_seen_at < now() - interval '1 minute', true) as "isStale"
       from sessions s join users u on u.id = s.user_id
      where s.token = $1 and s.expires_at > now() and u.state = 'active'`,
    [tokenHash],
  );
  if (!row) return undefined;
  const { isStale, ...session } = row;
  if (isStale) {
    await app.db.query(
      `with seen as (update sessions set last_seen_at = now() where id = $1)
       update users set last_seen_at = now() where id = $2`,
      [session.id, session.userId],
    );
  }
  return session;
}

export const listSessions = (app: App, userId: string): Promise<SessionRow[]> =>
  app.db.query<SessionRow>(
    `select id, user_agent as "userAgent", nullif(ip_address, '') as address, created_at as "createdAt", last_seen_at as "lastSeenAt"
       from sessions where user_id = $1 and expires_at > now()
      order by coalesce(last_seen_at, created_at) desc, id desc limit 200`,
    [userId],
  );

/** Ends one session of a user; false when there is none. */
export async function deleteSession(app: App, userId: string, id: string): Promise<boolean> {
  const ended = await app.db
    .tables<Tables>()
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return ended.length > 0;
}

/** Ends all sessions of a user but one; resolves with how many. */
export async function deleteSessions(app: App, userId: string, except?: string): Promise<number> {
  const ended = await app.db.query<{ id: string }>(
    'delete from sessions where user_id = $1 and id is distinct from $2 returning id',
    [userId, except ?? null],
  );
  return ended.length;
}

/** Forgets browsers that may skip the second factor, and sign-ins that wait for it. */
export async function deleteTrust(app: App, userId: string): Promise<void> {
  await app.db.tables<Tables>().deleteFrom('verifications').where('value', '=', userId).execute();
}

/** Removes what has expired. */
export async function deleteExpired(app: App): Promise<void> {
  await app.db.query('delete from sessions where expires_at < now()');
  await app.db.query('delete from verifications where expires_at < now()');
  await app.db.query('delete from sign_in_limits where window_ends < now()');
}

/** The sealed key that is kept; the one given when there was none. */
export async function keepKey(app: App, sealed: string): Promise<string> {
  await app.db.query('insert into sign_in_keys (sealed) values ($1) on conflict do nothing', [sealed]);
  const row = await app.db
    .tables<Tables>()
    .selectFrom('sign_in_keys')
    .select('sealed')
    .executeTakeFirstOrThrow();
  return row.sealed;
}

export async function findKey(app: App): Promise<string | undefined> {
  const row = await app.db.tables<Tables>().selectFrom('sign_in_keys').select('sealed').executeTakeFirst();
  return row?.sealed;
}
