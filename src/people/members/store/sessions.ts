import type { App } from '#platform/app/index.ts';
import type { SignedIn } from '../domain/member.ts';
import { MEMBER, NOW } from './members.ts';

export interface NewMemberSession {
  id: string;
  memberId: string;
  tokenHash: string;
  way: string;
  address: string;
  userAgent: string | null;
  days: number;
  /** The hash that a password was right by; null where none was asked for. */
  passwordHash: string | null;
}

/**
 * False when the member may not come in, or has another password by now. The row of the member is locked, so that a suspension or a change of
 * password comes before, and is seen here, or after, and ends this session as well.
 */
export async function insertSession(app: App, session: NewMemberSession): Promise<boolean> {
  const rows = await app.db.query(
    `with entering as (
       select id from members m where id = $2 and ${NOW} not in ('suspended', 'erased') and ($8::text is null or password_hash = $8) for share)
     insert into member_sessions (id, member_id, token_hash, way, address, user_agent, expires_at)
     select $1, id, $3, $4, $5, $6, now() + make_interval(days => $7) from entering returning id`,
    [
      session.id,
      session.memberId,
      session.tokenHash,
      session.way,
      session.address,
      session.userAgent,
      session.days,
      session.passwordHash,
    ],
  );
  return rows.length > 0;
}

/** Who a hashed cookie belongs to, and whether it was last noted as seen more than five minutes ago. */
export async function findSignedIn(
  app: App,
  tokenHash: string,
): Promise<(SignedIn & { isStale: boolean }) | undefined> {
  const [row] = await app.db.prepared<SignedIn & { isStale: boolean }>(
    `select ${MEMBER}, s.id as "sessionId", array(select blocked_id from member_blocks where member_id = m.id) as blocked, s.last_seen_at < now() - interval '5 minutes' as "isStale"
       from member_sessions s join members m on m.id = s.member_id
      where s.token_hash = $1 and s.expires_at > now() and m.state <> 'erased'`,
    [tokenHash],
  );
  return row;
}

export async function noteSeen(app: App, sessionId: string, memberId: string): Promise<void> {
  await app.db.query(
    `with seen as (update member_sessions set last_seen_at = now() where id = $1)
     update members set last_seen_at = now() where id = $2`,
    [sessionId, memberId],
  );
}

export async function deleteSession(app: App, memberId: string, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'delete from member_sessions where id = $1 and member_id = $2 returning id',
    [id, memberId],
  );
  return rows.length > 0;
}

/** Ends all sessions of a member, but for one. Answers how many. */
export async function deleteSessions(app: App, memberId: string, but: string | null): Promise<number> {
  const rows = await app.db.query(
    'delete from member_sessions where member_id = $1 and id is distinct from $2 returning id',
    [memberId, but],
  );
  return rows.length;
}

export interface MemberSessionRow {
  id: string;
  way: string;
  address: string | null;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
}

export async function listSessions(app: App, memberId: string): Promise<MemberSessionRow[]> {
  return app.db.query<MemberSessionRow>(
    `select id, way, address, user_agent as "userAgent", created_at as "createdAt", last_seen_at as "lastSeenAt"
       from member_sessions where member_id = $1 and expires_at > now() order by last_seen_at desc, id desc limit 100`,
    [memberId],
  );
}

/** Whether a session has neither ended nor run out. */
export async function isSessionOpen(app: App, memberId: string, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'select 1 from member_sessions where id = $2 and member_id = $1 and expires_at > now()',
    [memberId, id],
  );
  return rows.length > 0;
}
