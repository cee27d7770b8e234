import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, DatabaseError, escapeIdentifier } from 'pg';
import { startEmbedded } from '#platform/db/embedded/index.ts';
import { createDb, migrate } from '#platform/db/index.ts';
import { migrateJobs } from '#platform/jobs/index.ts';
import { createLogger } from '#platform/log/index.ts';

/** A database of one's own with every migration applied and nothing in it. */
export interface TestDatabase {
  url: string;
  /** Removes it and ends what is still connected to it. */
  drop(): Promise<void>;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
/** The server of all test processes of this checkout; it stays up between them and `npm test` stops it at its end. */
export const TEST_SERVER_DIRECTORY = process.env['RAPPORT_TEST_SERVER'] ?? path.join(ROOT, 'build/test-pg');
/** What is here may vanish in a power cut, and nothing of value is here. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};
const LEFTOVER_AGE_MS = 60 * 60 * 1000;
const BUILD_LOCK = 7_270_117;

let ready: Promise<{ url: string; template: string }> | undefined;

/** Makes a database in about 60 ms by copying a template; the template is made anew when a migration file changed. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${Date.now()}_${randomBytes(6).toString('hex')}`;
  const url = await copyTemplate(name);
  return {
    url: addressOf(url, name),
    drop: () =>
      withClient(url, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
      }),
  };
}

async function copyTemplate(name: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const { url, template } = await (ready ??= prepare());
    const statement = `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`;
    try {
      await withClient(url, (client) => client.query(statement));
      return url;
    } catch (error) {
      // A test process that saw newer migrations has replaced the template meanwhile.
      if (attempt > 3 || !isMissing(error)) throw error;
      ready = undefined;
    }
  }
}

async function prepare(): Promise<{ url: string; template: string }> {
  const { url } = await startEmbedded({
    dataDir: TEST_SERVER_DIRECTORY,
    log: createLogger('silent'),
    use: 'join',
    settings: FORGETFUL,
  });
  const template = `template_${hashOfMigrations()}`;
  await withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [BUILD_LOCK]);
    if (!(await listDatabases(client)).includes(template)) {
      await dropLeftovers(client);
      await buildTemplate(client, url, template);
    }
  });
  return { url, template };
}

async function buildTemplate(client: Client, url: string, template: string): Promise<void> {
  const draft = `draft_${template}`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
  const db = createDb({ url: addressOf(url, draft), max: 2, log: createLogger('silent') });
  try {
    await migrate(db.pool, migrationFolders());
    await migrateJobs(db);
  } finally {
    await db.close();
  }
  await waitUntilUnused(client, draft);
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

/** A closed connection's backend lives a moment longer than the connection. */
async function waitUntilUnused(client: Client, database: string): Promise<void> {
  const end = Date.now() + 10_000;
  for (let isUsed = true; isUsed && Date.now() < end;) {
    const { rows } = await client.query(
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = $1`,
      [database],
    );
    isUsed = rows.length > 0;
  }
}

/** Templates of earlier migrations and databases that killed tests left behind. */
async function dropLeftovers(client: Client): Promise<void> {
  for (const name of await listDatabases(client)) {
    const madeAt = Number(/^test_(\d+)_/.exec(name)?.[1] ?? Number.NaN);
    if (name.startsWith('template_') || Date.now() - madeAt > LEFTOVER_AGE_MS) {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`).catch(ignoreUse);
    }
  }
}

async function listDatabases(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT datname AS name FROM pg_database WHERE datname ~ '^(template|test)_'",
  );
  return rows.map((row) => row.name);
}

function isMissing(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '3D000';
}

function ignoreUse(error: unknown): void {
  if (!(error instanceof DatabaseError) || error.code !== '55006') throw error;
}

async function withClient<R>(url: string, work: (client: Client) => Promise<R>): Promise<R> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function addressOf(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

function migrationFiles(): string[] {
  return globSync('src/**/migrations/*.sql', { cwd: ROOT }).sort();
}

function migrationFolders(): URL[] {
  const folders = new Set(migrationFiles().map((file) => path.dirname(file)));
  return [...folders].map((folder) => pathToFileURL(path.join(ROOT, folder)));
}

/** Changes with what a new database holds. */
export function hashOfMigrations(): string {
  const hash = createHash('sha256');
  // The queue brings its own tables, which change with its version only.
  for (const file of [...migrationFiles(), 'package-lock.json'])
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}
