import type { Db } from './db.ts';

/** Rights of which one process at a time holds each; all of a process's end by themselves when it dies. */
export interface Places {
  /** False when another process has it. */
  take(name: string): Promise<boolean>;
  giveBack(name: string): Promise<void>;
  /** Aborted when everything taken was lost with the connection. */
  lost: AbortSignal;
  close(): void;
}

const SPACE = '7270202';
/** A machine that lost its power says no goodbye; without this its places would be held for two hours. */
const NOTICE_DEAD_MACHINES =
  'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/** Places are advisory locks of one connection that is kept for them. */
export async function openPlaces(db: Db): Promise<Places> {
  const client = await db.pool.connect();
  await client.query(NOTICE_DEAD_MACHINES).catch((error: unknown) => {
    client.release(true);
    throw error;
  });
  const lost = new AbortController();
  let isClosed = false;
  const gone = () => lost.abort();
  client.once('error', gone);
  client.once('end', gone);
  return {
    lost: lost.signal,
    async take(name) {
      const { rows } = await client.query<{ taken: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, $2)) as taken',
        [name, SPACE],
      );
      return rows[0]!.taken;
    },
    async giveBack(name) {
      if (!lost.signal.aborted)
        await client.query('select pg_advisory_unlock(hashtextextended($1, $2))', [name, SPACE]);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      client.off('error', gone);
      client.off('end', gone);
      // Ending the connection, not returning it, frees every place at once.
      client.release(true);
    },
  };
}

/** Which of these places nobody has; nobody can take them until the ambient transaction ends. */
export async function holdFreePlaces(db: Db, names: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select name from unnest($1::text[]) as p(name) where pg_try_advisory_xact_lock(hashtextextended(name, $2))`,
    [names, SPACE],
  );
  return rows.map((row) => row.name);
}
