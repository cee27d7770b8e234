import type { Connection, PoolClient, Submittable } from 'pg';

/** Rows for one table, in PostgreSQL's binary COPY form; a `RowWriter` makes them. */
export interface TableRows {
  table: string;
  columns: readonly string[];
  data: readonly Buffer[];
}

/**
 * Adds rows to tables in one round trip, all or none: when it throws, the transaction stands where it stood before. Much cheaper
 * than INSERT, but without ON CONFLICT: a row that is there already is error 23505. `client` must be in a transaction.
 */
export async function copyRows(client: PoolClient, tables: readonly TableRows[]): Promise<void> {
  const filled = tables.filter(({ data }) => data.some((chunk) => chunk.length > 0));
  if (filled.length === 0) return;
  const copy = new Copy(filled);
  client.query(copy);
  try {
    await copy.done;
  } catch (error) {
    // Any other error has ended the connection, and with it the transaction.
    if (isAnswer(error)) await client.query(`rollback to savepoint ${NAME}; release savepoint ${NAME}`);
    throw error;
  }
}

/** Whether the database refused a row because there is one of that key. */
export function isKnownAlready(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

const NAME = 'copied_rows';
const COPY_DATA = 'd'.charCodeAt(0);
const COPY_DONE = Buffer.from('c\0\0\0\u0004', 'latin1');
const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);

/**
 * All statements and all rows are sent at once. Should a statement fail, the server answers with the error and passes over the rows
 * that still come, as its protocol says.
 */
class Copy implements Submittable {
  readonly #tables: readonly TableRows[];
  readonly #outcome = Promise.withResolvers<void>();
  readonly done = this.#outcome.promise;

  constructor(tables: readonly TableRows[]) {
    this.#tables = tables;
  }

  submit(connection: Connection): void {
    const { stream } = connection;
    const statements = this.#tables.map(
      ({ table, columns }) => `copy ${table} (${columns.join(', ')}) from stdin (format binary)`,
    );
    stream.cork();
    connection.query([`savepoint ${NAME}`, ...statements, `release savepoint ${NAME}`].join('; '));
    for (const { data } of this.#tables) {
      for (const chunk of [SIGNATURE, ...data, TRAILER]) {
        stream.write(headerOf(chunk));
        stream.write(chunk);
      }
      stream.write(COPY_DONE);
    }
    stream.uncork();
  }

  handleCopyInResponse(): void {
    // The rows are on their way already.
  }

  handleCommandComplete(): void {
    // One for each statement; what counts is the end of all.
  }

  handleReadyForQuery(): void {
    this.#outcome.resolve();
  }

  handleError(error: Error): void {
    this.#outcome.reject(error);
  }
}

function headerOf(chunk: Buffer): Buffer {
  const header = Buffer.allocUnsafe(5);
  header.writeUInt8(COPY_DATA, 0);
  header.writeInt32BE(chunk.length + 4, 1);
  return header;
}

function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR';
}
