import type { App } from '#platform/app/index.ts';
import type { Member } from '../domain/member.ts';

/** Silence and suspension end at their time without anybody doing anything. */
export const NOW = `case when m.state in ('silenced', 'suspended') and m.state_until <= now() then 'active' else m.state end`;

export const MEMBER = `m.id, m.handle, m.display_name as "displayName", m.mail, m.mail_verified_at as "mailVerifiedAt", m.language,
  m.languages, m.honours, m.pronouns, m.bio, m.signature, m.avatar_file_id as "avatarFileId", ${NOW} as state, m.state_reason as "stateReason",
  m.state_until as "stateUntil", m.account_id as "accountId", m.created_at as "createdAt", m.last_seen_at as "lastSeenAt",
  m.password_hash is not null as "hasPassword", m.erase_at as "eraseAt"`;

export async function findMembers(app: App, ids: readonly string[]): Promise<Member[]> {
  return app.db.query<Member>(`select ${MEMBER} from members m where id = any($1)`, [ids]);
}

/** Members by their accounts; those that were erased are left out. */
export async function findByAccounts(app: App, accountIds: readonly string[]): Promise<Member[]> {
  return app.db.query<Member>(
    `select ${MEMBER} from members m where account_id = any($1) and state <> 'erased'`,
    [accountIds],
  );
}

export async function findByHandle(app: App, handle: string): Promise<Member | undefined> {
  const [row] = await app.db.query<Member>(`select ${MEMBER} from members m where handle = $1`, [handle]);
  return row;
}

export async function findByHandles(app: App, handles: readonly string[]): Promise<Member[]> {
  return app.db.query<Member>(
    `select ${MEMBER} from members m where handle = any($1) and state <> 'erased'`,
    [handles],
  );
}

/** By an address that was proven. */
export async function findByMail(app: App, mail: string): Promise<Member | undefined> {
  const [row] = await app.db.query<Member>(
    `select ${MEMBER} from members m where mail_key = $1 and mail_verified_at is not null and state <> 'erased'`,
    [mail.toLowerCase()],
  );
  return row;
}

/** Which of some members are there and neither silenced nor suspended now. */
export async function activeAmong(app: App, ids: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from members m where id = any($1) and ${NOW} = 'active'`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Members that are there, locked until the transaction ends, in the order of their ids. */
export async function lockMembers(app: App, ids: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from members where id = any($1) and state <> 'erased' order by id for no key update`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Holds a member until the transaction ends, so that he is not erased meanwhile. False where he is. */
export async function holdMember(app: App, id: string): Promise<boolean> {
  const [row] = await app.db.prepared<{ state: string }>(
    'select state from members where id = $1 for no key update',
    [id],
  );
  return row?.state !== 'erased';
}

export async function writeHonours(
  app: App,
  rows: readonly { memberId: string; honours: readonly string[] }[],
): Promise<void> {
  await app.db.query(
    `update members m set honours = array(select jsonb_array_elements_text(g.honours))
       from jsonb_to_recordset($1::jsonb) as g("memberId" text, honours jsonb) where m.id = g."memberId"`,
    [JSON.stringify(rows)],
  );
}

export interface NewMember {
  id: string;
  handle: string;
  handleKey: string;
  displayName: string;
  displayKey: string;
  mail: string | null;
  isMailVerified: boolean;
  language: string | null;
}

/** False when the handle, or one that looks like it, or the address is taken. */
export async function insertMember(app: App, member: NewMember): Promise<boolean> {
  const rows = await app.db.query(
    `insert into members (id, handle, handle_key, display_name, display_key, mail, mail_key, mail_verified_at, language)
     values ($1, $2, $3, $4, $5, $6, lower($6), case when $7 then now() end, $8) on conflict do nothing returning id`,
    [
      member.id,
      member.handle,
      member.handleKey,
      member.displayName,
      member.displayKey,
      member.mail,
      member.isMailVerified,
      member.language,
    ],
  );
  return rows.length > 0;
}

export async function writeAccount(app: App, id: string, accountId: string): Promise<void> {
  await app.db.query('update members set account_id = $2 where id = $1', [id, accountId]);
}

export async function isKeyTaken(app: App, handleKey: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from members where handle_key = $1', [handleKey]);
  return rows.length > 0;
}
