/**
 * Writes rows in PostgreSQL's binary COPY form: `row` with the number of fields, then each field in the order of the columns. Texts must not
 * hold U+0000; half surrogates become U+FFFD.
 */
export class RowWriter {
  readonly #full: Buffer[] = [];
  #buffer = Buffer.allocUnsafe(CHUNK);
  #at = 0;

  row(fields: number): void {
    if (this.#at > CHUNK - ROW) this.#next();
    this.#at = this.#buffer.writeInt16BE(fields, this.#at);
  }

  text(value: string | null): void {
    if (value === null) return this.#null();
    this.#room(4 + value.length * 3);
    this.#text(value);
  }

  bool(value: boolean): void {
    this.#room(5);
    this.#at = this.#buffer.writeInt32BE(1, this.#at);
    this.#at = this.#buffer.writeUInt8(value ? 1 : 0, this.#at);
  }

  /** A bigint column; a safe integer. */
  int8(value: number | null): void {
    if (value === null) return this.#null();
    this.#room(12);
    this.#at = this.#buffer.writeInt32BE(8, this.#at);
    this.#at = this.#buffer.writeInt32BE(Math.floor(value / 2 ** 32), this.#at);
    this.#at = this.#buffer.writeUInt32BE(value >>> 0, this.#at);
  }

  /** A smallint column. */
  int2(value: number | null): void {
    if (value === null) return this.#null();
    this.#room(6);
    this.#at = this.#buffer.writeInt32BE(2, this.#at);
    this.#at = this.#buffer.writeInt16BE(value, this.#at);
  }

  int4(value: number): void {
    this.#room(8);
    this.#at = this.#buffer.writeInt32BE(4, this.#at);
    this.#at = this.#buffer.writeInt32BE(value, this.#at);
  }

  timestamptz(value: Date | null): void {
    if (value === null) return this.#null();
    this.#room(12);
    this.#at = this.#buffer.writeInt32BE(8, this.#at);
    this.#at = this.#buffer.writeBigInt64BE(BigInt(value.getTime() - EPOCH) * 1000n, this.#at);
  }

  /** A jsonb column, from JSON. */
  jsonb(json: string | null): void {
    if (json === null) return this.#null();
    this.#room(5 + json.length * 3);
    const start = this.#at;
    this.#at = this.#buffer.writeUInt8(1, start + 4);
    this.#at += this.#buffer.write(json, this.#at);
    this.#close(start);
  }

  /** A text[] column. */
  texts(values: readonly string[]): void {
    let size = 24;
    for (const value of values) size += 4 + value.length * 3;
    this.#room(size);
    const start = this.#at;
    this.#at = this.#buffer.writeInt32BE(values.length === 0 ? 0 : 1, start + 4);
    this.#at = this.#buffer.writeInt32BE(0, this.#at);
    this.#at = this.#buffer.writeInt32BE(TEXT, this.#at);
    if (values.length > 0) {
      this.#at = this.#buffer.writeInt32BE(values.length, this.#at);
      this.#at = this.#buffer.writeInt32BE(1, this.#at);
      for (const value of values) this.#text(value);
    }
    this.#close(start);
  }

  /** A tsvector column: terms without positions, each once. */
  tsvector(terms: readonly string[]): void {
    // A term ends with a zero byte and two more for "no positions".
    const joined = terms.join('\0\0\0');
    this.#room(12 + joined.length * 3);
    const start = this.#at;
    this.#at = this.#buffer.writeInt32BE(terms.length, start + 4);
    if (terms.length > 0) {
      this.#at += this.#buffer.write(joined, this.#at);
      this.#at = this.#buffer.writeUInt8(0, this.#at);
      this.#at = this.#buffer.writeUInt16BE(0, this.#at);
    }
    this.#close(start);
  }

  /** Everything written. The writer must not be used any more. */
  end(): Buffer[] {
    this.#next();
    return this.#full;
  }

  #null(): void {
    this.#room(4);
    this.#at = this.#buffer.writeInt32BE(-1, this.#at);
  }

  #text(value: string): void {
    const length = this.#buffer.write(value, this.#at + 4);
    this.#buffer.writeInt32BE(length, this.#at);
    this.#at += 4 + length;
  }

  /** Writes the length of the field that began at `start`. */
  #close(start: number): void {
    this.#buffer.writeInt32BE(this.#at - start - 4, start);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#buffer = larger;
  }

  #next(): void {
    if (this.#at > 0) this.#full.push(this.#buffer.subarray(0, this.#at));
    this.#buffer = Buffer.allocUnsafe(CHUNK);
    this.#at = 0;
  }
}

/** Bytes of one message: the database begins with the first rows while the last are still on their way. */
const CHUNK = 64 * 1024;
/** Room that most rows need; a larger one makes its chunk larger. */
const ROW = 4096;
const TEXT = 25;
/** PostgreSQL counts from the year 2000. */
const EPOCH = Date.UTC(2000, 0, 1);
