import { setTimeout as wait } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import { embeddedErrors } from './errors.ts';
import { isAlive } from './process-table.ts';
import { addressOf, DATABASE, type Layout } from './layout.ts';

/** Held by the one Rapport that works on a data directory; ends with its connection, however the process ended. */
export interface Claim {
  /** Called once when the connection is lost without having been released. */
  onLost(listener: () => void): void;
  release(): Promise<void>;
}

/** Our own pair of numbers among the advisory locks of the database. */
const KEY = [1_380_012_112, 1] as const;
/** The server needs a moment to notice that a killed holder is gone. */
const PATIENCE_MS = 1500;

/** Takes the claim or throws `data_dir.in_use`. The lock lives in the server, so a reused process number cannot fool it. */
export async function takeClaim(layout: Layout): Promise<Claim> {
  const client = await connect(layout);
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    if (await tryLock(client)) return claimOn(client);
    const pid = await holderOf(client);
    if ((pid !== process.pid && isAlive(pid)) || Date.now() > deadline) {
      await client.end();
      throw embeddedErrors('data_dir.in_use', { pid, dataDir: layout.dataDir });
    }
    await wait(25);
  }
}

/** Whether nobody holds the claim at this moment; when true the claim is held until `release`. */
export async function tryClaim(layout: Layout): Promise<Claim | undefined> {
  const client = await connect(layout);
  if (await tryLock(client)) return claimOn(client);
  await client.end();
  return undefined;
}

/**
 * Names the database that Rapport uses. initdb leaves one called postgres, and giving that another name takes a hundredth of the time of
 * making a second one.
 */
export async function ensureDatabase(layout: Layout): Promise<void> {
  const missing = await connect(layout).then((client) => client.end(), asMissingDatabase);
  if (!missing) return;
  const client = await connect(layout, 'template1');
  try {
    await client.query(`ALTER DATABASE postgres RENAME TO ${DATABASE}`);
  } catch (error) {
    // Another process that starts at the same moment was first.
    await connect(layout).then(
      (other) => other.end(),
      () => Promise.reject(error),
    );
  } finally {
    await client.end();
  }
}

function asMissingDatabase(error: unknown): true {
  if (error instanceof DatabaseError && error.code === '3D000') return true;
  throw error;
}

async function connect(layout: Layout, database = DATABASE): Promise<Client> {
  const client = new Client({
    connectionString: addressOf(layout, database),
    application_name: `rapport:${process.pid}`,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    ...KEY,
  ]);
  return rows[0]?.taken === true;
}

async function holderOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.granted`,
    [...KEY],
  );
  return Number(rows[0]?.name.replace('rapport:', '') ?? 0);
}

function claimOn(client: Client): Claim {
  let listener: (() => void) | undefined;
  let isReleased = false;
  client.on('end', () => {
    if (!isReleased) listener?.();
  });
  return {
    onLost: (given) => {
      listener = given;
    },
    release: async () => {
      isReleased = true;
      await client.end().catch(() => undefined);
    },
  };
}
