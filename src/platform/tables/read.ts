import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { AppError } from '#platform/errors/index.ts';
import { type ColumnKind, SUM_BYTES, type Header } from './pack.ts';

/** A file of columns, read whole. A column that is not there, or is of another kind, is an error of the program. */
export interface Table {
  readonly about: Readonly<Record<string, unknown>>;
  /** SHA-256 of the content, in hexadecimal: tells one version from another. */
  readonly sum: string;
  bytes(name: string): Uint8Array;
  shorts(name: string): Uint16Array;
  /** Columns of kind `u32`, `steps` and `rising` with values below 2^32. */
  numbers(name: string): Uint32Array;
  /** Columns of kind `rising` and `steps` with greater or negative values. */
  wide(name: string): Float64Array;
  /** The strings of a text column, as one buffer and the offset at which each begins (one more offset than strings). */
  texts(name: string): { readonly utf8: Buffer; readonly starts: Uint32Array };
}

/** Reads a file that `packTable` made. Throws when it is damaged. */
export function readTable(file: string): Table {
  const content = readFileSync(file);
  const sum = createHash('sha256').update(content.subarray(SUM_BYTES)).digest();
  if (content.length <= SUM_BYTES || !sum.equals(content.subarray(0, SUM_BYTES))) throw damaged(file);
  const raw = brotliDecompressSync(content.subarray(SUM_BYTES));
  const end = raw.indexOf(10);
  const { about, columns } = JSON.parse(raw.toString('utf8', 0, end)) as Header;
  const places = new Map<string, Column>();
  let at = end + 1;
  for (const { name, kind, rows, bytes } of columns) {
    places.set(name, { kind, rows, bytes: raw.subarray(at, at + bytes) });
    at += bytes;
  }
  const column = (name: string, ...kinds: readonly ColumnKind[]) => {
    const found = places.get(name);
    if (found === undefined) throw new RangeError(`${path.basename(file)} has no column ${name}.`);
    if (!kinds.includes(found.kind))
      throw new RangeError(`Column ${name} of ${path.basename(file)} is of kind ${found.kind}.`);
    return found;
  };
  return {
    about,
    sum: sum.toString('hex'),
    bytes: (name) => Uint8Array.from(column(name, 'u8').bytes),
    shorts: (name) => fromPlanes(column(name, 'u16'), Uint16Array, 2),
    numbers: (name) => {
      const found = column(name, 'u32', 'rising', 'steps');
      return found.kind === 'u32' ? fromPlanes(found, Uint32Array, 4) : fromSteps(found, Uint32Array);
    },
    wide: (name) => fromSteps(column(name, 'rising', 'steps'), Float64Array),
    texts: (name) => textsOf(column(name, 'text')),
  };
}

function damaged(file: string): AppError {
  return new AppError(
    'table_damaged',
    500,
    'The file {file} is not what it was when Rapport was made. Nothing else is lost; install Rapport anew to get it back.',
    { file: path.basename(file) },
  );
}

interface Column {
  readonly kind: ColumnKind;
  readonly rows: number;
  readonly bytes: Buffer;
}

function fromPlanes<T extends Uint16Array | Uint32Array>(
  { rows, bytes }: Column,
  Kind: new (length: number) => T,
  width: number,
): T {
  const values = new Kind(rows);
  for (let plane = 0; plane < width; plane++)
    for (let i = 0; i < rows; i++) values[i]! |= bytes[plane * rows + i]! << (8 * plane);
  return values;
}

function fromSteps<T extends Uint32Array | Float64Array>(
  { kind, rows, bytes }: Column,
  Kind: new (length: number) => T,
): T {
  const mayFall = kind === 'steps';
  const values = new Kind(rows);
  let last = 0;
  let at = 0;
  for (let i = 0; i < rows; i++) {
    let step = 0;
    let worth = 1;
    for (let byte = bytes[at++]!; ; byte = bytes[at++]!) {
      step += (byte & 127) * worth;
      if (byte < 128) break;
      worth *= 128;
    }
    last += !mayFall ? step : step % 2 === 0 ? step / 2 : -(step + 1) / 2;
    values[i] = last;
  }
  return values;
}

function textsOf({ rows, bytes }: Column): { utf8: Buffer; starts: Uint32Array } {
  const starts = new Uint32Array(rows + 1);
  let row = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts[row++] = at + 1;
  starts[rows] = bytes.length + 1;
  return { utf8: Buffer.from(bytes), starts };
}
