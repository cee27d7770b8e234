import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool, type PoolClient, types } from 'pg';
import type { Logger } from '#platform/log/index.ts';
import { watchedPool } from './changes.ts';
import { Connection } from './connection.ts';
import { copyRows, type TableRows } from './copy.ts';
import { joined, type Statement } from './together.ts';

/** Access to the database for stores. Everything called inside `transaction` uses that transaction without being told. */
export interface Db {
  /** Kysely over the tables that the calling feature owns. */
  tables<T>(): Kysely<T>;
  /** A statement as text with $1, $2 … */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * The same for a statement that is asked very often: each connection reads its text and plans it once. Its text must not vary, and its best plan must
   * not depend on the values.
   */
  prepared<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Adds many rows in one round trip, all or none. Inside a transaction only; when it throws, the transaction can go on as if it had not
   * been called. A row that is there already is error 23505.
   */
  copy(tables: readonly TableRows[]): Promise<void>;
  /**
   * Statements whose answers nobody needs, in one round trip, prepared; as `joined` says, no two may change the same row. Within `together` they wait for its
   * end. A text does not vary.
   */
  send(parts: readonly Statement[]): Promise<void>;
  /** Runs `work` in a transaction; all that it sends leaves as one statement when it is done, behind all that it asks. When it throws, nothing of it is sent. */
  together<R>(work: () => Promise<R>): Promise<R>;
  /** The time by the database's clock, by which rows expire and fall due; that of this machine may be wrong. */
  now(): Promise<Date>;
  /** Runs `work` in one transaction; inside another one it joins it. */
  transaction<R>(work: () => Promise<R>): Promise<R>;
  /** The ambient transaction, to tell apart what only it may see; undefined where there is none. */
  within(): object | undefined;
  /** Calls `done` once the ambient transaction is committed; at once when there is none. */
  afterCommit(done: () => void): void;
  /** The pool itself, for what needs a connection of its own (LISTEN, advisory locks). */
  readonly pool: Pool;
  close(): Promise<void>;
}

interface Ambient {
  /** Unknown until the transaction has begun. */
  trx?: Transaction<unknown>;
  client?: PoolClient;
  /** What waits for the end of `together`. */
  waiting?: Statement[] | undefined;
  afterCommit: (() => void)[];
}

/** Each connection keeps what it planned: texts that come later are planned each time. */
const MOST_PREPARED = 300;
const INT8 = 20;
types.setTypeParser(INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 out of the safe range: ${text}`);
  return value;
});

/** Opens the pool. Connections are made on first use; a lost connection is logged and replaced. */
export function createDb(options: { url: string; max: number; log: Logger }): Db {
  const pool = openPool(options);
  const ambient = new AsyncLocalStorage<Ambient>();
  const noteClient = async () => {
    const client = await pool.connect();
    const store = ambient.getStore();
    if (store) store.client ??= client;
    return client;
  };
  const noted = { options: pool.options, connect: noteClient, end: () => pool.end() };
  const names = new Map<string, string>();
  const pooled = watchedPool(noted, (text) => names.get(text));
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: pooled }) });

  const current = (): Kysely<unknown> => ambient.getStore()?.trx ?? kysely;
  const query = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await current().executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows;

  const prepared = <Row>(text: string, values?: readonly unknown[]) => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `rapport_${names.size}`);
    return query<Row>(text, values);
  };
  const send = async (parts: readonly Statement[]) => {
    const { text, values } = joined(parts);
    await prepared(text, values);
  };
  const transaction = transactionsOf(kysely, ambient);

  return {
    pool,
    transaction,
    async send(parts) {
      const waiting = ambient.getStore()?.waiting;
      if (waiting) waiting.push(...parts);
      else if (parts.length > 0) await send(parts);
    },
    together: (work) => transaction(() => gathered(ambient.getStore()!, work, send)),
    tables: <T>() => current() as Kysely<T>,
    query,
    prepared,
    now: () => timeOf(current()),
    async copy(tables) {
      const client = ambient.getStore()?.client;
      if (!client) throw new Error('Rows are copied inside a transaction only.');
      await copyRows(client, tables);
    },
    within: () => ambient.getStore(),
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

function transactionsOf(kysely: Kysely<unknown>, ambient: AsyncLocalStorage<Ambient>): Db['transaction'] {
  return async (work) => {
    if (ambient.getStore()) return work();
    const store: Ambient = { afterCommit: [] };
    const begin = () =>
      kysely.transaction().execute((trx) => {
        store.trx = trx;
        return work();
      });
    const result = await ambient.run(store, begin);
    for (const done of store.afterCommit) done();
    return result;
  };
}

async function gathered<R>(
  store: Ambient,
  work: () => Promise<R>,
  send: (parts: readonly Statement[]) => Promise<void>,
): Promise<R> {
  if (store.waiting) return work();
  const parts: Statement[] = [];
  store.waiting = parts;
  const result = await work().finally(() => (store.waiting = undefined));
  if (parts.length > 0) await send(parts);
  return result;
}

function openPool(options: { url: string; max: number; log: Logger }): Pool {
  const pool = new Pool({
    Client: Connection,
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
  return pool;
}

async function timeOf(database: Kysely<unknown>): Promise<Date> {
  const { rows } = await database.executeQuery<{ now: Date }>(
    CompiledQuery.raw('select clock_timestamp() as now', []),
  );
  return rows[0]!.now;
}
