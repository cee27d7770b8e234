import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { z } from 'zod';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { backupErrors } from './errors.ts';
import { listMigrations, listTables, nameOf } from './tables.ts';

export interface RestoreResult {
  madeAt: string;
  /** The secrets' key under its passphrase; null when the backup was made without one. */
  wrappedKey: string | null;
  tables: number;
  rows: number;
}

const FORMAT = 1;
const formatShape = z.object({ format: z.number(), version: z.string() });
const headerShape = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  madeAt: z.string(),
  migrations: z.array(z.string()),
  key: z.string().nullable(),
});
type Header = z.infer<typeof headerShape>;

const HEADER = '-- rapport backup ';
const END = /^-- end ([0-9a-f]{64})$/;
const COPY = /^COPY ("[^\n]+) FROM stdin;$/;
const SETVAL = /^SELECT setval\('[\w."]+', \d+\);$/;

/** Reads the whole file once: is it ours, complete and undamaged? Gives its header. Throws `backup.not_a_backup` or `backup.damaged`. */
export async function checkBackup(file: string): Promise<Header> {
  const hash = createHash('sha256');
  let header: Header | undefined;
  let end: string | undefined;
  for await (const line of linesOf(file)) {
    if (end !== undefined) throw backupErrors('backup.damaged', { reason: 'something follows its end' });
    const text = header === undefined || line.length < 100 ? line.toString('utf8').trimEnd() : '';
    header ??= parseHeader(text);
    end = END.exec(text)?.[1];
    if (end === undefined) hash.update(line);
  }
  if (!header) throw backupErrors('backup.not_a_backup', { reason: 'it is empty' });
  if (end === undefined) throw backupErrors('backup.damaged', { reason: 'its end is missing' });
  if (end !== hash.digest('hex')) throw backupErrors('backup.damaged', { reason: 'its checksum is wrong' });
  return header;
}

/**
 * Fills an empty, migrated database from a backup, all or nothing. `beforeCommit` gets the wrapped key; when it throws, nothing
 * was changed.
 */
export async function restoreBackup(
  pool: pg.Pool,
  file: string,
  beforeCommit?: (wrappedKey: string | null) => Promise<void>,
): Promise<RestoreResult> {
  const header = await checkBackup(file);
  const client = await pool.connect();
  try {
    await client.query(
      'begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set constraints all deferred',
    );
    await assertSameTables(client, header);
    await assertEmpty(client);
    const { tables, rows } = await load(client, file);
    await client.query(
      'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null',
    );
    await beforeCommit?.(header.key);
    await client.query('commit');
    return { madeAt: header.madeAt, wrappedKey: header.key, tables, rows };
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function assertSameTables(client: pg.PoolClient, header: Header): Promise<void> {
  const here = new Set(await listMigrations(client));
  const there = new Set(header.migrations);
  const different = [...here.symmetricDifference(there)].sort()[0];
  if (different) throw backupErrors('backup.other_version', { migration: different });
}

/** Ids that no clock gives: of rows that a migration made, such as the first calendar. */
const MADE_BY_MIGRATION = '^[a-z]+_0{20,}[0-9a-z]{1,6}$';

/** What migrations put in is replaced by the backup's rows; anything else is somebody's data. */
async function assertEmpty(client: pg.PoolClient): Promise<void> {
  for (const table of (await listTables(client)).toReversed()) {
    if (table.schema !== 'public' || table.isSingleton) await client.query(`delete from ${nameOf(table)}`);
    else {
      if (table.columns.includes('id'))
        await client.query(`delete from ${nameOf(table)} where id::text ~ $1`, [MADE_BY_MIGRATION]);
      const { rows } = await client.query(`select 1 from ${nameOf(table)} limit 1`);
      if (rows.length > 0) throw backupErrors('backup.not_empty', { table: table.name });
    }
  }
}

async function load(client: pg.PoolClient, file: string): Promise<{ tables: number; rows: number }> {
  const lines = linesOf(file);
  let tables = 0;
  let rows = 0;
  for await (const line of lines) {
    const text = line.toString('utf8').trimEnd();
    const target = COPY.exec(text)?.[1];
    if (target) {
      tables += 1;
      const block = blockOf(lines, () => (rows += 1));
      // What triggers would write is in the backup already.
      const table = target.split('(')[0]!.trim();
      await client.query(`alter table ${table} disable trigger user`);
      await pipeline(Readable.from(block), client.query(copyStreams.from(`copy ${target} from stdin`)));
      await client.query(`alter table ${table} enable trigger user`);
    } else if (SETVAL.test(text)) await client.query(text);
    else if (!text.startsWith('--'))
      throw backupErrors('backup.damaged', { reason: `unexpected line ${text.slice(0, 60)}` });
  }
  return { tables, rows };
}

/** The rows of one COPY block, joined into larger pieces, up to its closing line. */
async function* blockOf(lines: AsyncGenerator<Buffer>, onRow: () => void): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    if (next.value.equals(BLOCK_END)) break;
    onRow();
    held.push(next.value);
    size += next.value.length;
    if (size < 65_536) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  yield Buffer.concat(held);
}

const BLOCK_END = Buffer.from('\\.\n');
const NEWLINE = 10;

/** The lines of a gzipped file with their line ends. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of unzipped(file)) {
      let buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE)) {
        yield buffer.subarray(0, at + 1);
        buffer = buffer.subarray(at + 1);
      }
      rest = buffer;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT')
      throw backupErrors('backup.not_a_backup', { reason: 'there is no such file' }, error);
    if (code === 'Z_DATA_ERROR' && messageOf(error).includes('header'))
      throw backupErrors('backup.not_a_backup', { reason: 'it is not gzipped' }, error);
    throw backupErrors('backup.damaged', { reason: messageOf(error) }, error);
  }
  if (rest.length > 0) throw backupErrors('backup.damaged', { reason: 'its last line is cut' });
}

function unzipped(file: string): AsyncIterable<Buffer> {
  const gunzip = createGunzip();
  // What goes wrong on the way destroys the reading end, which is where it is noticed.
  pipeline(createReadStream(file), gunzip).catch(() => undefined);
  return gunzip;
}

function parseHeader(text: string): Header {
  if (!text.startsWith(HEADER))
    throw backupErrors('backup.not_a_backup', { reason: 'its header is missing' });
  try {
    const given: unknown = JSON.parse(text.slice(HEADER.length));
    const { format, version } = formatShape.parse(given);
    if (format !== FORMAT) throw backupErrors('backup.other_format', { format, version });
    return headerShape.parse(given);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw backupErrors('backup.not_a_backup', { reason: 'its header cannot be read' }, error);
  }
}
