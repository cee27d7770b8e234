import { sql } from 'kysely';
import type { App, Role } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Tables } from './tables.ts';

export interface TokenRow {
  /** `tok_…` */
  id: string;
  name: string;
  scopes: string[];
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  createdAt: Date;
}

export interface KnownToken {
  id: string;
  userId: string;
  /** The user's. */
  name: string;
  role: Role;
  scopes: string[];
  /** Milliseconds left, by the database's clock. */
  expiresInMs: number | null;
}

const COLUMNS = [
  'id',
  'name',
  'scopes',
  'expires_at as expiresAt',
  'last_used_at as lastUsedAt',
  'created_at as createdAt',
] as const;

/** The token behind a hash, if it has not expired and its user is active; notes its use, once a minute. */
export async function findToken(app: App, tokenHash: string): Promise<KnownToken | undefined> {
  const [row] = await app.db.query<KnownToken & { isStale: boolean }>(
    `select t.id, t.user_id as "userId", u.name, u.role, t.scopes, (extract(epoch from t.expires_at - now()) * 1000)::float8 as "expiresInMs",
            coalesce(t.last_used_at < now() - interval '1 minute', true) as "isStale"
       from personal_tokens t join users u on u.id = t.user_id
      where t.token_hash = $1 and (t.expires_at is null or t.expires_at > now()) and u.state = 'active'`,
    [tokenHash],
  );
  if (!row) return undefined;
  const { isStale, ...token } = row;
  if (isStale)
    await app.db.query('update personal_tokens set last_used_at = now() where id = $1', [token.id]);
  return token;
}

export const listTokens = (app: App, userId: string): Promise<TokenRow[]> =>
  app.db
    .tables<Tables>()
    .selectFrom('personal_tokens')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();

export const insertToken = (
  app: App,
  token: { userId: string; name: string; hash: string; scopes: string[]; expiresAt: Date | null },
): Promise<TokenRow> =>
  app.db
    .tables<Tables>()
    .insertInto('personal_tokens')
    .values({
      id: newId('tok'),
      user_id: token.userId,
      name: token.name,
      token_hash: token.hash,
      scopes: sql`${token.scopes}::text[]`,
      expires_at: token.expiresAt,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow();

/** False when the user has no such token. */
export async function deleteToken(app: App, userId: string, id: string): Promise<boolean> {
  const ended = await app.db
    .tables<Tables>()
    .deleteFrom('personal_tokens')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .execute();
  return ended.length > 0;
}

export async function deleteTokens(app: App, userId: string): Promise<void> {
  await app.db.tables<Tables>().deleteFrom('personal_tokens').where('user_id', '=', userId).execute();
}

/** By the database's clock. */
export async function isPast(app: App, moment: Date): Promise<boolean> {
  const [row] = await app.db.query<{ isPast: boolean }>('select $1::timestamptz <= now() as "isPast"', [
    moment,
  ]);
  return row!.isPast;
}
