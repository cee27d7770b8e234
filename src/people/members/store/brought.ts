import type { App } from '#platform/app/index.ts';
import type { Member } from '../domain/member.ts';
import { MEMBER } from './members.ts';

/** Marks a new member as brought over; `mail` is what he proves to take the account over. False where another one waits for it. */
export async function markBrought(
  app: App,
  id: string,
  { mail, bio, at }: { mail: string | null; bio: string | null; at: Date | null },
): Promise<void> {
  await app.db.query(
    `update members set is_brought = true, claim_key = lower($2), bio = $3, created_at = least(created_at, coalesce($4, created_at)) where id = $1`,
    [id, mail, bio, at],
  );
}

/** Who was brought over with this address, and whom nobody has taken over yet. */
export async function findClaimable(app: App, mail: string): Promise<Member | undefined> {
  const [row] = await app.db.query<Member>(
    `select ${MEMBER} from members m where claim_key = lower($1) and state <> 'erased'`,
    [mail],
  );
  return row;
}

/** Whoever proved the address has the account now. */
export async function claim(app: App, id: string, mail: string): Promise<boolean> {
  const rows = await app.db.query(
    `update members set mail = $2, mail_key = lower($2), mail_verified_at = now(), claim_key = null
      where id = $1 and claim_key = lower($2) returning 1`,
    [id, mail],
  );
  return rows.length > 0;
}

/** Of some members those who were brought over and whom nobody has ever used; locked until the transaction ends. */
export async function lockUnused(
  app: App,
  ids: readonly string[],
): Promise<{ id: string; accountId: string | null }[]> {
  return app.db.query(
    `select id, account_id as "accountId" from members m where id = any($1) and is_brought and mail_verified_at is null and password_hash is null
       and state <> 'erased' and not exists (select from member_sessions s where s.member_id = m.id)
       and not exists (select from member_identities i where i.member_id = m.id) order by id for update`,
    [ids],
  );
}

export async function deleteMembers(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from members where id = any($1)', [ids]);
}
