import type { App } from '#platform/app/index.ts';

/** The member behind an identity elsewhere. */
export async function findIdentity(app: App, provider: string, subject: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ memberId: string }>(
    'select member_id as "memberId" from member_identities where provider = $1 and subject = $2',
    [provider, subject],
  );
  return row?.memberId;
}

/** Keeps an identity for a member, or notes that it was used; false for one that is another member's, which stays his. */
export async function insertIdentity(
  app: App,
  identity: { provider: string; subject: string; label: string | null },
  memberId: string,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into member_identities as i (provider, subject, label, member_id) values ($1, $2, $3, $4)
     on conflict (provider, subject) do update set last_used_at = now(), label = coalesce(excluded.label, i.label)
       where i.member_id = excluded.member_id returning 1`,
    [identity.provider, identity.subject, identity.label, memberId],
  );
  return rows.length > 0;
}

export interface IdentityRow {
  provider: string;
  subject: string;
  /** As the provider names it: an address or a name. */
  label: string | null;
  createdAt: Date;
}

export async function selectIdentities(app: App, memberId: string): Promise<IdentityRow[]> {
  return app.db.query<IdentityRow>(
    `select provider, subject, label, created_at as "createdAt" from member_identities
      where member_id = $1 order by created_at, provider, subject`,
    [memberId],
  );
}

export async function deleteIdentity(
  app: App,
  memberId: string,
  identity: { provider: string; subject: string },
): Promise<void> {
  await app.db.query(
    'delete from member_identities where member_id = $1 and provider = $2 and subject = $3',
    [memberId, identity.provider, identity.subject],
  );
}

/** Holds a member until the transaction ends, so that what he may lose is counted by one at a time. */
export async function lockMember(app: App, id: string): Promise<void> {
  await app.db.query('select 1 from members where id = $1 for update', [id]);
}
