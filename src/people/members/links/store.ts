import type { App } from '#platform/app/index.ts';

export async function selectEnded(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select account_id as id from member_links_ended where member_id = $1',
    [memberId],
  );
  return rows.map(({ id }) => id);
}

export async function insertEnded(app: App, memberId: string, accountId: string): Promise<void> {
  await app.db.query(
    'insert into member_links_ended (member_id, account_id) values ($1, $2) on conflict do nothing',
    [memberId, accountId],
  );
}

export async function deleteEnded(app: App, memberId: string, accountId: string): Promise<void> {
  await app.db.query('delete from member_links_ended where member_id = $1 and account_id = $2', [
    memberId,
    accountId,
  ]);
}

export interface HandleCode {
  network: string;
  handle: string;
  code: string;
  expiresAt: Date;
}

const CODE = 'network, handle, code, expires_at as "expiresAt"';

export async function selectCodes(app: App, memberId: string): Promise<HandleCode[]> {
  return app.db.query<HandleCode>(
    `select ${CODE} from member_handle_codes where member_id = $1 and expires_at > now() order by expires_at, handle`,
    [memberId],
  );
}

/** The code that is there, if it is good, or this one. */
export async function upsertCode(
  app: App,
  memberId: string,
  code: Omit<HandleCode, 'expiresAt'>,
): Promise<void> {
  await app.db.query(
    `insert into member_handle_codes as c (member_id, network, handle, code, expires_at) values ($1, $2, $3, $4, now() + interval '7 days')
     on conflict (member_id, network, handle) do update set expires_at = excluded.expires_at,
       code = case when c.expires_at > now() then c.code else excluded.code end`,
    [memberId, code.network, code.handle, code.code],
  );
}

/** False where it is not there any more. */
export async function deleteCode(
  app: App,
  memberId: string,
  { network, handle, code }: Pick<HandleCode, 'network' | 'handle' | 'code'>,
): Promise<boolean> {
  const rows = await app.db.query(
    'delete from member_handle_codes where member_id = $1 and network = $2 and handle = $3 and code = $4 returning 1',
    [memberId, network, handle, code],
  );
  return rows.length > 0;
}
