import type { App } from '#platform/app/index.ts';

export async function readSealed(app: App): Promise<string[]> {
  const rows = await app.db.query<{ sealed: string; before: string | null }>(
    'select sealed, sealed_before as before from member_hand_over',
  );
  return rows.flatMap(({ sealed, before }) => (before === null ? [sealed] : [sealed, before]));
}

export async function writeSealed(app: App, sealed: string): Promise<void> {
  await app.db.query(
    `insert into member_hand_over as h (sealed) values ($1)
     on conflict (one) do update set sealed_before = h.sealed, sealed = excluded.sealed, changed_at = now()`,
    [sealed],
  );
}

/** False when the token was used before. */
export async function useToken(app: App, hash: string, expires: number): Promise<boolean> {
  await app.db.query('delete from member_tokens_used where expires_at < now()');
  const rows = await app.db.query(
    'insert into member_tokens_used (jti_hash, expires_at) values ($1, to_timestamp($2)) on conflict do nothing returning 1',
    [hash, expires],
  );
  return rows.length > 0;
}
