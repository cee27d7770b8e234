import { sql } from 'kysely';
import type { App, Role } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Tables } from './tables.ts';

export interface User {
  /** `user_…` */
  id: string;
  name: string;
  /** Lower case. */
  email: string;
  role: Role;
  state: 'active' | 'disabled';
  hasTotp: boolean;
  lastSeenAt: Date | null;
  createdAt: Date;
}

const users = (app: App) =>
  app.db
    .tables<Tables>()
    .selectFrom('users')
    .select([
      'id',
      'name',
      'email',
      'role',
      'state',
      'has_totp as hasTotp',
      'last_seen_at as lastSeenAt',
      'created_at as createdAt',
    ]);

export const listUsers = (app: App): Promise<User[]> =>
  users(app).orderBy('created_at').orderBy('id').limit(1000).execute();

export const findUser = (app: App, id: string): Promise<User | undefined> =>
  users(app).where('id', '=', id).executeTakeFirst();

export const findUserByEmail = (app: App, email: string): Promise<User | undefined> =>
  users(app).where('email', '=', email.toLowerCase()).executeTakeFirst();

/** The active owners, locked until the transaction ends, so that two changes cannot both leave "the other one". */
export async function lockOwners(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from users where role = 'owner' and state = 'active' order by id for update`,
  );
  return rows.map((row) => row.id);
}

export async function hasOwner(app: App): Promise<boolean> {
  const [row] = await app.db.query<{ found: boolean }>(
    `select exists (select from users where role = 'owner') as found`,
  );
  return row?.found ?? false;
}

/** Undefined when the address is taken. */
export async function insertUser(
  app: App,
  user: { name: string; email: string; role: Role; passwordHash: string },
): Promise<User | undefined> {
  const id = newId('user');
  const made = await app.db
    .tables<Tables>()
    .insertInto('users')
    .values({ id, name: user.name, email: user.email.toLowerCase(), role: user.role })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return undefined;
  await app.db
    .tables<Tables>()
    .insertInto('credentials')
    .values({
      id: newId('cred'),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: user.passwordHash,
    })
    .execute();
  return findUser(app, id);
}

export async function updateUser(
  app: App,
  id: string,
  change: { name?: string | undefined; role?: Role | undefined; state?: User['state'] | undefined },
): Promise<void> {
  await app.db
    .tables<Tables>()
    .updateTable('users')
    .set({ ...change, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Removes accounts that nobody ever signed in with, of these addresses. Returns their ids. */
export async function deleteUnseen(app: App, emails: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `delete from users where email = any($1) and last_seen_at is null and not exists (select from sessions s where s.user_id = users.id) returning id`,
    [emails],
  );
  return rows.map((row) => row.id);
}

/** How a person can prove who they are. */
export async function countProofs(
  app: App,
  userId: string,
): Promise<{ hasPassword: boolean; passkeys: number }> {
  const [row] = await app.db.query<{ hasPassword: boolean; passkeys: number }>(
    `select exists (select from credentials where user_id = $1 and password is not null) as "hasPassword",
            (select count(*) from passkeys where user_id = $1) as passkeys`,
    [userId],
  );
  return row ?? { hasPassword: false, passkeys: 0 };
}

/** Removes the authenticator app and its backup codes; false when there was none. */
export async function deleteTotp(app: App, userId: string): Promise<boolean> {
  const removed = await app.db.query('delete from totp_secrets where user_id = $1 returning id', [userId]);
  const switched = await app.db.query(
    'update users set has_totp = false, updated_at = now() where id = $1 and has_totp returning id',
    [userId],
  );
  return removed.length + switched.length > 0;
}
