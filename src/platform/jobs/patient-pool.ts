import { DatabaseError, type Pool, type PoolClient } from 'pg';

/** What the queue tries again by itself, with growing waits: "cannot connect now". */
const TRY_AGAIN = '57P03';

/**
 * The pool as the queue needs it. The queue notes the end of a job without anybody waiting for it, and of the failures of that note it
 * tries again only a few; every other one would end the process. A lost connection is therefore always shown as one of those few.
 */
export function patientPool(pool: Pool): Pool {
  const patient = Object.create(pool) as Pool;
  const connect = async () =>
    patientClient(await pool.connect().catch((error: unknown) => refuse(pool, error)), pool);
  // The form with a callback is the queue's way to listen, and there it comes back after every kind of failure.
  patient.connect = ((listen?: Parameters<Pool['connect']>[0]) =>
    listen ? pool.connect(listen) : connect()) as Pool['connect'];
  return patient;
}

function patientClient(client: PoolClient, pool: Pool): PoolClient {
  const patient = Object.create(client) as PoolClient;
  patient.query = (async (...words: Parameters<PoolClient['query']>) => {
    try {
      return await client.query(...words);
    } catch (error) {
      return isLost(error) ? refuse(pool, error) : Promise.reject(error);
    }
  }) as PoolClient['query'];
  patient.release = (error) => client.release(error);
  return patient;
}

/** A statement's own error has a class of its own; classes 08, 53 and 57P and everything that is no answer mean the connection. */
function isLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || /^(08|53|57P)/.test(error.code ?? '');
}

/** Once the pool is closed there is nothing to come back to, and nobody who waits. */
function refuse(pool: Pool, cause: unknown): Promise<never> {
  if (pool.ending) return new Promise(() => undefined);
  return Promise.reject(
    Object.assign(new Error('the database is out of reach', { cause }), { code: TRY_AGAIN }),
  );
}
