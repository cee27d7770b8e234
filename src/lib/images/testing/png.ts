import { deflateSync } from 'node:zlib';
import { big32, bytesOf, joined } from '../bytes.ts';
import { crc32 } from '../crc.ts';

/** A chunk of a PNG with its length and checksum. */
export const chunk = (type: string, data: Uint8Array) => {
  const named = joined([bytesOf(type), data]);
  return joined([big32(data.length), named, big32(crc32(named))]);
};
/** A grey PNG: its left half black, its right half white. `rows` fewer than the height: it breaks off. */
export function png(width: number, height: number, rows = height): Uint8Array {
  const row = Buffer.alloc(width + 1, 255);
  row.fill(0, 0, 1 + width / 2);
  const head = joined([big32(width), big32(height), Uint8Array.of(8, 0, 0, 0, 0)]);
  const body = deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)));
  const start = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return joined([start, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', new Uint8Array())]);
}
