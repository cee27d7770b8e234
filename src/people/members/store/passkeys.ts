import type { App } from '#platform/app/index.ts';

export interface PasskeyRow {
  id: string;
  memberId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
  name: string;
  isSynced: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

const PASSKEY = `k.id, k.member_id as "memberId", k.credential_id as "credentialId", k.public_key as "publicKey", k.counter::float8 as counter,
  k.transports, k.name, k.is_synced as "isSynced", k.created_at as "createdAt", k.last_used_at as "lastUsedAt"`;

export async function selectPasskeys(app: App, memberId: string): Promise<PasskeyRow[]> {
  return app.db.query<PasskeyRow>(
    `select ${PASSKEY} from member_passkeys k where member_id = $1 order by created_at, id`,
    [memberId],
  );
}

export async function findPasskey(app: App, credentialId: string): Promise<PasskeyRow | undefined> {
  const [row] = await app.db.query<PasskeyRow>(
    `select ${PASSKEY} from member_passkeys k where credential_id = $1`,
    [credentialId],
  );
  return row;
}

/** False where somebody has this key already. */
export async function insertPasskey(
  app: App,
  key: Omit<PasskeyRow, 'createdAt' | 'lastUsedAt'>,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into member_passkeys (id, member_id, credential_id, public_key, counter, transports, name, is_synced)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1`,
    [
      key.id,
      key.memberId,
      key.credentialId,
      key.publicKey,
      key.counter,
      key.transports,
      key.name,
      key.isSynced,
    ],
  );
  return rows.length > 0;
}

/** Notes a use. False where the count did not rise though it is kept: a copy of the key may be about. */
export async function usePasskey(app: App, id: string, counter: number): Promise<boolean> {
  const rows = await app.db.query(
    `update member_passkeys set counter = $2, last_used_at = now()
      where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning 1`,
    [id, counter],
  );
  return rows.length > 0;
}

export async function renamePasskey(app: App, memberId: string, id: string, name: string): Promise<boolean> {
  const rows = await app.db.query(
    'update member_passkeys set name = $3 where id = $1 and member_id = $2 returning 1',
    [id, memberId, name],
  );
  return rows.length > 0;
}

export async function deletePasskey(app: App, memberId: string, id: string): Promise<void> {
  await app.db.query('delete from member_passkeys where id = $1 and member_id = $2', [id, memberId]);
}
