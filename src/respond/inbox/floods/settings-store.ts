import type { App } from '#platform/app/index.ts';
import { type Brake, DEFAULT_BRAKE } from './domain.ts';

export async function selectBrake(app: App): Promise<Brake> {
  const [row] = await app.db.query<Brake>('select is_on as "isOn", threads, minutes from flood_brake');
  return row ?? DEFAULT_BRAKE;
}

export async function saveBrake(app: App, { isOn, threads, minutes }: Brake): Promise<void> {
  await app.db.query(
    `insert into flood_brake (is_on, threads, minutes) values ($1, $2, $3)
     on conflict (is_only) do update set is_on = excluded.is_on, threads = excluded.threads, minutes = excluded.minutes`,
    [isOn, threads, minutes],
  );
}

export interface Trusted {
  accountId: string;
  byName: string;
  at: Date;
}

export async function selectTrusted(app: App, accountIds?: readonly string[]): Promise<Trusted[]> {
  return app.db.query<Trusted>(
    `select account_id as "accountId", by_name as "byName", at from flood_trusted
      where $1::text[] is null or account_id = any($1::text[]) order by at desc limit 500`,
    [accountIds ?? null],
  );
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
    [accountIds],
  );
  return rows.length > 0;
}
