/**
 * Whole columns as parameters of one statement, `unnest($1::text[], …)`, in PostgreSQL's binary form: a third of the time that
 * the text form costs on both sides. Strings must not hold U+0000.
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  let size = HEADER;
  for (const value of values) size += 4 + (value === null ? 0 : value.length * 3);
  const buffer = Buffer.allocUnsafe(size);
  let at = writeHeader(buffer, TEXT, values.length);
  for (const value of values) {
    const length = value === null ? -1 : buffer.write(value, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + Math.max(length, 0);
  }
  return buffer.subarray(0, at);
}

/** A column of text search vectors; each value is the list of its terms without positions. */
export function tsvectorArray(values: readonly (readonly string[])[]): Buffer {
  let size = HEADER;
  for (const terms of values) {
    size += 8;
    for (const term of terms) size += term.length * 3 + 3;
  }
  const buffer = Buffer.alloc(size);
  let at = writeHeader(buffer, TSVECTOR, values.length);
  for (const terms of values) {
    const start = at + 4;
    at = buffer.writeInt32BE(terms.length, start);
    // Each term ends with a zero byte and two more for "no positions"; the buffer is zero already.
    for (const term of terms) at += buffer.write(term, at) + 3;
    buffer.writeInt32BE(at - start, start - 4);
  }
  return buffer.subarray(0, at);
}

const HEADER = 20;
const TEXT = 25;
const TSVECTOR = 3614;

function writeHeader(buffer: Buffer, elementType: number, count: number): number {
  const dimensions = count === 0 ? 0 : 1;
  buffer.writeInt32BE(dimensions, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(elementType, 8);
  if (dimensions === 0) return 12;
  buffer.writeInt32BE(count, 12);
  return buffer.writeInt32BE(1, 16);
}
