import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import type { Logger } from '#platform/log/index.ts';

/** Access to the database for stores. Everything called inside `transaction` uses that transaction without being told. */
export interface Db {
  /** Kysely over the tables that the calling feature owns. */
  tables<T>(): Kysely<T>;
  /** A statement as text with $1, $2 … */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in one transaction; inside another one it joins it. */
  transaction<R>(work: () => Promise<R>): Promise<R>;
  /** Calls `done` once the ambient transaction is committed; at once when there is none. */
  afterCommit(done: () => void): void;
  /** The pool itself, for what needs a connection of its own (LISTEN, advisory locks). */
  readonly pool: Pool;
  close(): Promise<void>;
}

interface Ambient {
  trx: Transaction<unknown>;
  afterCommit: (() => void)[];
}

const INT8 = 20;
types.setTypeParser(INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of the safe range: ${text}`);
  return value;
});

/** Opens the pool. Connections are made on first use; a lost connection is logged and replaced. */
export function createDb(options: { url: string; max: number; log: Logger }): Db {
  const pool = new Pool({
    connectionString: options.url,
    max: options.max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'rapport',
    options: '-c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 -c timezone=UTC',
  });
  const noteLoss = (error: Error) => {
    // Connections that are being closed may hear the server's goodbye first. The error itself carries the whole client.
    if (!pool.ending) options.log.warn({ reason: error.message }, 'a database connection was lost');
  };
  pool.on('error', noteLoss);
  pool.on('connect', (client) => client.on('error', noteLoss));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const ambient = new AsyncLocalStorage<Ambient>();

  const current = (): Kysely<unknown> => ambient.getStore()?.trx ?? kysely;

  return {
    pool,
    tables: <T>() => current() as Kysely<T>,
    async query<Row>(text: string, values: readonly unknown[] = []) {
      const result = await current().executeQuery<Row>(CompiledQuery.raw(text, [...values]));
      return result.rows;
    },
    async transaction(work) {
      if (ambient.getStore()) return work();
      const afterCommit: (() => void)[] = [];
      const result = await kysely.transaction().execute((trx) => ambient.run({ trx, afterCommit }, work));
      for (const done of afterCommit) done();
      return result;
    },
    afterCommit(done) {
      const store = ambient.getStore();
      if (store) store.afterCommit.push(done);
      else done();
    },
    async close() {
      await kysely.destroy();
      // Kysely leaves a pool alone that it was never asked to use.
      if (!pool.ended) await pool.end();
    },
  };
}
