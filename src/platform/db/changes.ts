import { AsyncLocalStorage } from 'node:async_hooks';
import type { PostgresPool } from 'kysely';
import { DatabaseError, type PoolClient } from 'pg';

/** What is known of the changes that one piece of work made. */
export interface Changes {
  /** Something was written and committed. */
  isSaved: boolean;
  /** The connection was lost while something was being committed: it may stand or not. */
  isUnknown: boolean;
}

const watching = new AsyncLocalStorage<Changes>();

/** Runs `work` and notes in `changes` what it wrote, also when it throws. */
export function watchChanges<R>(changes: Changes, work: () => R): R {
  return watching.run(changes, work);
}

/** A pool for the query builder. */
interface ClientPool extends PostgresPool {
  connect(): Promise<PoolClient>;
}

/**
 * The pool with clients that tell the watcher what became of what they wrote. `nameOf` is the name under which a connection keeps the plan of a statement,
 * undefined where it is to keep none.
 */
export function watchedPool<P extends ClientPool>(
  pool: P,
  nameOf: (text: string) => string | undefined = () => undefined,
): P {
  const clients = new WeakMap<PoolClient, PoolClient>();
  const connect = async () => {
    const client = await pool.connect();
    const known = clients.get(client) ?? watchedClient(client, nameOf);
    clients.set(client, known);
    return known;
  };
  return { ...pool, connect };
}

function watchedClient(client: PoolClient, nameOf: (text: string) => string | undefined): PoolClient {
  const watched = Object.create(client) as PoolClient;
  let isInTransaction = false;
  let hasWritten = false;
  watched.query = (async (...words: Parameters<PoolClient['query']>) => {
    const text = String(words[0]);
    const name = nameOf(text);
    if (BEGINS.test(text)) [isInTransaction, hasWritten] = [true, false];
    else if (WRITES.test(text)) hasWritten = true;
    const isEnd = ENDS.test(text);
    const decides = text === 'commit' || !isInTransaction;
    try {
      const result = (await (name === undefined
        ? client.query(...words)
        : client.query({ name, text, values: words[1] }))) as unknown as { command?: string };
      if (decides && hasWritten && result.command !== 'ROLLBACK') note('isSaved');
      return result;
    } catch (error) {
      if (decides && hasWritten && isCutOff(error)) note('isUnknown');
      throw error;
    } finally {
      if (isEnd) isInTransaction = false;
      if (!isInTransaction) hasWritten = false;
    }
  }) as unknown as PoolClient['query'];
  watched.release = (error) => client.release(error);
  return watched;
}

const BEGINS = /^(begin|start transaction)\b/;
const ENDS = /^(commit|rollback)$/;
/** A function may write as well; of those that we call, only the queue's does. */
const WRITES = /(?<!\bfor |\bno key )\b(insert|update|delete|merge|truncate|copy|add_job)\b/i;

function note(what: keyof Changes): void {
  const changes = watching.getStore();
  if (changes) changes[what] = true;
}

/** No answer came, though the statement may have arrived. One that was never sent, or was answered with its own error, changed nothing. */
function isCutOff(error: unknown): boolean {
  if (error instanceof DatabaseError) return /^(08|57P)/.test(error.code ?? '');
  return !(error instanceof Error && /is not queryable/.test(error.message));
}
