import { createHash } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';

/**
 * How a column is written: plain numbers of 1, 2 or 4 bytes; `rising`, numbers up to 2^53 that never fall, as the steps between
 * them; `steps`, small differences from one number to the next; `text`, one string a line.
 */
export type ColumnKind = 'u8' | 'u16' | 'u32' | 'rising' | 'steps' | 'text';

export interface PackedColumn {
  readonly kind: ColumnKind;
  readonly values: ArrayLike<number> | readonly string[];
}

/** What stands in front of the columns, as one line of JSON. */
export interface Header {
  readonly about: Readonly<Record<string, unknown>>;
  readonly columns: readonly { name: string; kind: ColumnKind; rows: number; bytes: number }[];
}

/** Bytes of the checksum at the head of a file. */
export const SUM_BYTES = 32;

/**
 * One file of columns: SHA-256 of the rest, then header and columns, compressed. Equal input gives equal bytes. Throws a `RangeError` where a
 * value does not fit its column.
 */
export function packTable(
  about: Readonly<Record<string, unknown>>,
  columns: Readonly<Record<string, PackedColumn>>,
): Buffer {
  const parts = Object.entries(columns).map(([name, { kind, values }]) => {
    const bytes = encode(kind, values);
    return { name, kind, rows: values.length, bytes };
  });
  const header: Header = {
    about,
    columns: parts.map(({ name, kind, rows, bytes }) => ({ name, kind, rows, bytes: bytes.length })),
  };
  const raw = Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...parts.map(({ bytes }) => bytes)]);
  const packed = brotliCompressSync(raw, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  return Buffer.concat([createHash('sha256').update(packed).digest(), packed]);
}

const LIMITS = {
  u8: [0, 2 ** 8 - 1],
  u16: [0, 2 ** 16 - 1],
  u32: [0, 2 ** 32 - 1],
  rising: [0, 2 ** 53 - 1],
  // Twice the greatest step still is an exact number.
  steps: [-(2 ** 51), 2 ** 51],
} as const;

function encode(kind: ColumnKind, values: PackedColumn['values']): Buffer {
  if (kind === 'text') return asLines(values as readonly string[]);
  const numbers = values as ArrayLike<number>;
  const [least, most] = LIMITS[kind];
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isInteger(numbers[i]) || numbers[i]! < least || numbers[i]! > most)
      throw new RangeError(`Row ${i} is ${numbers[i]}, which no column of kind ${kind} holds.`);
  if (kind === 'u8') return Buffer.from(Uint8Array.from(numbers));
  if (kind === 'u16' || kind === 'u32') return inPlanes(numbers, kind === 'u16' ? 2 : 4);
  return asSteps(numbers, kind === 'steps');
}

function asLines(texts: readonly string[]): Buffer {
  const wrong = texts.findIndex((text) => text.includes('\n'));
  if (wrong >= 0) throw new RangeError(`Row ${wrong} of a text column has two lines.`);
  return Buffer.from(texts.join('\n'));
}

/** Lowest bytes of all numbers first, then the next: like stands beside like and packs better. */
function inPlanes(numbers: ArrayLike<number>, width: number): Buffer {
  const bytes = Buffer.alloc(numbers.length * width);
  for (let i = 0; i < numbers.length; i++)
    for (let plane = 0; plane < width; plane++)
      bytes[plane * numbers.length + i] = (numbers[i]! >>> (8 * plane)) & 255;
  return bytes;
}

/** Seven bits a byte, lowest first; differences that may fall are folded so that small ones stay small. */
function asSteps(numbers: ArrayLike<number>, mayFall: boolean): Buffer {
  const bytes: number[] = [];
  let last = 0;
  for (let i = 0; i < numbers.length; i++) {
    const step = numbers[i]! - last;
    last = numbers[i]!;
    if (!mayFall && step < 0) throw new RangeError(`Row ${i} of a rising column falls.`);
    let rest = !mayFall ? step : step >= 0 ? step * 2 : -step * 2 - 1;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}
