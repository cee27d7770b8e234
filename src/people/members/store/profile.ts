import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import type { Profile } from '../domain/profile.ts';

export async function writeProfile(app: App, id: string, profile: Profile): Promise<void> {
  await app.db.query(
    `update members set pronouns = $2, bio = $3, signature = $4, languages = $5, language = $6 where id = $1`,
    [id, profile.pronouns, profile.bio, profile.signature, profile.languages, profile.language],
  );
}

/** False when the handle, or one that looks like it, is somebody else's. */
export async function writeNames(
  app: App,
  id: string,
  names: { handle: string; handleKey: string; displayName: string; displayKey: string },
): Promise<boolean> {
  const rows = await freeOnly(
    app,
    `update members set handle = $2, handle_key = $3, display_name = $4, display_key = $5
      where id = $1 and not exists (select 1 from members o where o.handle_key = $3 and o.id <> $1) returning id`,
    [id, names.handle, names.handleKey, names.displayName, names.displayKey],
  );
  return rows.length > 0;
}

/** The picture before. */
export async function writeAvatar(app: App, id: string, fileId: string | null): Promise<string | null> {
  const [row] = await app.db.query<{ before: string | null }>(
    `update members m set avatar_file_id = $2 from (select id, avatar_file_id as before from members where id = $1 for update) b
      where m.id = b.id returning b.before`,
    [id, fileId],
  );
  return row?.before ?? null;
}

export async function isAvatar(app: App, fileId: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from members where avatar_file_id = $1', [fileId]);
  return rows.length > 0;
}

export async function readPasswordHash(app: App, id: string): Promise<string | null> {
  const [row] = await app.db.query<{ hash: string | null }>(
    'select password_hash as hash from members where id = $1',
    [id],
  );
  return row?.hash ?? null;
}

/** False when the password is another one by now than `before`. */
export async function writePasswordHash(
  app: App,
  id: string,
  hash: string,
  before: string | null,
): Promise<boolean> {
  const rows = await app.db.query(
    'update members set password_hash = $2 where id = $1 and password_hash is not distinct from $3 returning id',
    [id, hash, before],
  );
  return rows.length > 0;
}

/** False when the address was proven by another member. */
export async function writeMail(app: App, id: string, mail: string): Promise<boolean> {
  const rows = await freeOnly(
    app,
    `update members set mail = $2, mail_key = lower($2), mail_verified_at = now()
      where id = $1 and not exists (select 1 from members o where o.mail_key = lower($2) and o.mail_verified_at is not null and o.id <> $1)
      returning id`,
    [id, mail],
  );
  return rows.length > 0;
}

export async function writeFeedHash(app: App, id: string, hash: string | null): Promise<void> {
  await app.db.query('update members set feed_hash = $2 where id = $1', [id, hash]);
}

export async function findIdByFeed(app: App, hash: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ id: string }>(
    `select id from members where feed_hash = $1 and state <> 'erased'`,
    [hash],
  );
  return row?.id;
}

/** No row where somebody else took the same in this moment; the transaction cannot go on then. */
async function freeOnly(app: App, statement: string, values: readonly unknown[]): Promise<unknown[]> {
  try {
    return await app.db.query(statement, values);
  } catch (error) {
    if (isKnownAlready(error)) return [];
    throw error;
  }
}
