import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface Trusted {
  accountId: string;
  byName: string;
  at: Date;
}

/** In the order of their ids, after one of them. */
export async function selectTrusted(app: App, after: string, limit: number): Promise<Trusted[]> {
  return app.db.query<Trusted>(
    'select account_id as "accountId", by_name as "byName", at from flood_trusted where account_id > $1 order by account_id limit $2',
    [after, limit],
  );
}

export async function selectTrustedAmong(app: App, accountIds: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    'select account_id as id from flood_trusted where account_id = any($1::text[])',
    [textArray(accountIds)],
  );
  return new Set(rows.map((row) => row.id));
}

export async function insertTrusted(app: App, accountId: string, byName: string): Promise<void> {
  await app.db.query(
    'insert into flood_trusted (account_id, by_name) values ($1, $2) on conflict (account_id) do nothing',
    [accountId, byName],
  );
}

/** Answers whether it was there. */
export async function deleteTrusted(app: App, accountIds: readonly string[]): Promise<boolean> {
  const rows = await app.db.query(
    'delete from flood_trusted where account_id = any($1::text[]) returning account_id',
    [textArray(accountIds)],
  );
  return rows.length > 0;
}
