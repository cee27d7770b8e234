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

/** Places are advisory locks of one connection that is kept for them. */
export async function openPlaces(db: Db): Promise<Places> {
  const client = await db.pool.connect();
  const lost = new AbortController();
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
      client.off('error', gone);
      client.off('end', gone);
      // Ending the connection, not returning it, frees every place at once.
      client.release(true);
    },
  };
}
