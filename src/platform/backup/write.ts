import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { backupErrors } from './errors.ts';
import { listMigrations, listSequences, listTables, nameOf, quote, type TableInfo } from './tables.ts';

const NOT_WRITABLE = new Map([
  ['ENOENT', 'there is no such folder'],
  ['ENOTDIR', 'a part of the path is no folder'],
  ['EISDIR', 'there is a folder of that name'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'that disk cannot be written'],
  ['EFBIG', 'the file would be larger than that disk allows'],
  ['ENAMETOOLONG', 'the name is too long'],
]);

export interface BackupOptions {
  pool: pg.Pool;
  /** Where the backup goes; written beside it first and renamed, so that a half-written one never has the name. */
  file: string;
  /** The secrets' key, wrapped under a passphrase; without it accounts have to be connected again after a restore. */
  wrappedKey?: string | undefined;
  version: string;
  onTable?: (name: string) => void;
}

/**
 * Writes one consistent picture of the database while it is in use. The file is a gzipped script that psql can read too: a header comment, a
 * COPY block for each table, the sequences, and the checksum of all before it. Returns the number of tables.
 */
export async function writeBackup(options: BackupOptions): Promise<number> {
  const client = await options.pool.connect();
  // A name of its own: two that write the same backup must not mix.
  const draft = `${options.file}.${process.pid}.part`;
  let isWhole = false;
  try {
    await client.query(
      'begin isolation level repeatable read read only; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
    );
    const tables = await listTables(client);
    const script = scriptOf(client, tables, options);
    await rm(draft, { force: true });
    // Flushed before it gets its name, so that a power cut leaves no empty backup.
    const target = createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true });
    await pipeline(script, createGzip({ level: 6 }), target);
    await rename(draft, options.file);
    await client.query('rollback');
    isWhole = true;
    return tables.length;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw named(error, options.file);
  } finally {
    // A connection in the middle of a COPY that nobody reads takes no other command: it is closed.
    client.release(!isWhole);
  }
}

/** What the place of the backup said, in words; everything else as it is. */
function named(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return backupErrors('backup.disk_full', { file }, error);
  const reason = NOT_WRITABLE.get(String(code));
  return reason === undefined ? error : backupErrors('backup.not_writable', { file, reason }, error);
}

async function* scriptOf(
  client: pg.PoolClient,
  tables: readonly TableInfo[],
  options: BackupOptions,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of bodyOf(client, tables, options)) {
    hash.update(chunk);
    yield chunk;
  }
  yield Buffer.from(`-- end ${hash.digest('hex')}\n`);
}

async function* bodyOf(
  client: pg.PoolClient,
  tables: readonly TableInfo[],
  options: BackupOptions,
): AsyncGenerator<Buffer> {
  const header = {
    format: 1,
    version: options.version,
    madeAt: new Date().toISOString(),
    migrations: await listMigrations(client),
    key: options.wrappedKey ?? null,
  };
  yield Buffer.from(`-- rapport backup ${JSON.stringify(header)}\n`);
  for (const table of tables) {
    options.onTable?.(`${table.schema}.${table.name}`);
    const columns = table.columns.map(quote).join(', ');
    yield Buffer.from(`COPY ${nameOf(table)} (${columns}) FROM stdin;\n`);
    const rows = client.query(copyStreams.to(`copy ${nameOf(table)} (${columns}) to stdout`));
    const chunks = passThrough();
    // `pipe` does not pass on that the connection was lost.
    rows.once('error', (error) => chunks.destroy(error));
    yield* rows.pipe(chunks);
    yield Buffer.from('\\.\n');
  }
  for (const { name, value } of await listSequences(client)) {
    if (value !== null) yield Buffer.from(`SELECT setval('${name.replaceAll("'", "''")}', ${value});\n`);
  }
}

function passThrough(): Transform {
  return new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, chunk) });
}
