import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '#platform/errors/index.ts';

interface Migration {
  name: string;
  checksum: string;
  sql: string;
}

/** Any number that no other program is likely to lock. */
const LOCK = 7_270_116;

/**
 * Applies what is new in the migration folders, oldest time stamp first, each file in its own transaction. Several
 * processes may call it at once: one works, the others wait. Returns the names applied. Throws `db.migration_changed`
 * when a file that was applied has been edited since.
 */
export async function migrate(pool: pg.Pool, folders: readonly URL[]): Promise<string[]> {
  const migrations = await readMigrations(folders);
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migrations',
    );
    const applied = new Map(rows.map((row) => [row.name, row.checksum]));
    const pending = migrations.filter((migration) => isPending(migration, applied));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query('select pg_advisory_unlock_all(); reset statement_timeout').catch(() => undefined);
    client.release();
  }
}

async function readMigrations(folders: readonly URL[]): Promise<Migration[]> {
  const read = folders.map(async (folder) => {
    const directory = fileURLToPath(folder);
    const files = (await readdir(directory)).filter((file) => file.endsWith('.sql'));
    return Promise.all(files.map((file) => readMigration(directory, file)));
  });
  const all = (await Promise.all(read)).flat();
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readMigration(directory: string, file: string): Promise<Migration> {
  const sql = await readFile(path.join(directory, file), 'utf8');
  return {
    name: file.slice(0, -'.sql'.length),
    checksum: createHash('sha256').update(sql).digest('hex'),
    sql,
  };
}

function isPending(migration: Migration, applied: ReadonlyMap<string, string>): boolean {
  const checksum = applied.get(migration.name);
  if (checksum === undefined) return true;
  if (checksum !== migration.checksum) {
    throw new AppError(
      'db.migration_changed',
      500,
      'Migration {name} was edited after it was applied. Restore the file and add a new one.',
      {
        name: migration.name,
      },
    );
  }
  return false;
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'db.migration_failed',
      500,
      'Migration {name} failed, nothing of it was kept: {reason}',
      { name: migration.name, reason },
      error,
    );
  }
}
