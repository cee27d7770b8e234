import type { App } from '#platform/app/index.ts';

/** The member behind an identity elsewhere. */
export async function findIdentity(app: App, provider: string, subject: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ memberId: string }>(
    'select member_id as "memberId" from member_identities where provider = $1 and subject = $2',
    [provider, subject],
  );
  return row?.memberId;
}

/** Keeps an identity for a member, or notes that it was used; one that is another member's stays his. */
export async function insertIdentity(
  app: App,
  provider: string,
  subject: string,
  memberId: string,
): Promise<void> {
  await app.db.query(
    `insert into member_identities as i (provider, subject, member_id) values ($1, $2, $3)
     on conflict (provider, subject) do update set last_used_at = now() where i.member_id = excluded.member_id`,
    [provider, subject, memberId],
  );
}

export async function selectIdentities(
  app: App,
  memberId: string,
): Promise<{ provider: string; subject: string; createdAt: Date }[]> {
  return app.db.query(
    'select provider, subject, created_at as "createdAt" from member_identities where member_id = $1 order by created_at',
    [memberId],
  );
}
