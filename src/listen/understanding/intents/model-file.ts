import { crc32 } from '#lib/model/index.ts';
import { z } from 'zod';
import type { IntentModel } from './model.ts';
import { Vocabulary } from './vocabulary.ts';

/** A file that is no model of intents, is damaged, or was written by another version. The message says which. */
export class BadIntentModel extends Error {
  override readonly name = 'BadIntentModel';
}

const MAGIC = 'RPTINTN1';
/** Bumped whenever the same text gives other terms: older models are refused and are to be trained anew. */
export const TERMS_VERSION = 2;
const START = MAGIC.length + 4;
const CHECKSUM = 4;
/** Hash, rarity and scale of a term. */
const BYTES_OF_ROW = 12;

const spread = z.object({ mean: z.number(), deviation: z.number().positive() });
const header = z.object({
  terms: z.number(),
  labels: z.array(z.string()).min(2),
  rows: z.int().nonnegative(),
  unseenRarity: z.number(),
  sharpness: z.number().positive(),
  scope: z.object({ score: spread, known: spread, cut: z.number() }),
  exampleCount: z.number(),
});

/** Magic, length of the header, header as JSON, hashes, rarities and scales of the terms, int8 weights, CRC-32; little-endian. */
export function writeIntentModel(model: IntentModel): Uint8Array {
  const { labels, vocabulary, table, scales, sharpness, scope, exampleCount } = model;
  const { size: rows, unseenRarity, hashes, rarities } = vocabulary;
  const head = new TextEncoder().encode(
    JSON.stringify({ terms: TERMS_VERSION, labels, rows, unseenRarity, sharpness, scope, exampleCount }),
  );
  const bytes = new Uint8Array(START + head.length + rows * BYTES_OF_ROW + table.length + CHECKSUM);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(MAGIC.length, head.length, true);
  bytes.set(head, START);
  let at = START + head.length;
  for (let row = 0; row < rows; row++, at += BYTES_OF_ROW) {
    view.setInt32(at, hashes[row]!, true);
    view.setFloat32(at + 4, rarities[row]!, true);
    view.setFloat32(at + 8, scales[row]!, true);
  }
  bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.length), at);
  view.setUint32(bytes.length - CHECKSUM, crc32(bytes, bytes.length - CHECKSUM), true);
  return bytes;
}

/** Throws `BadIntentModel` where the bytes are not such a file. */
export function readIntentModel(bytes: Uint8Array): IntentModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < START + CHECKSUM || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw new BadIntentModel('This is not a model of intents.');
  const end = bytes.length - CHECKSUM;
  if (view.getUint32(end, true) !== crc32(bytes, end))
    throw new BadIntentModel('The model of intents is damaged: its checksum is wrong.');
  const rowsAt = START + view.getUint32(MAGIC.length, true);
  const { terms, rows, unseenRarity, ...rest } = header.parse(
    JSON.parse(new TextDecoder().decode(bytes.subarray(START, rowsAt))),
  );
  if (terms !== TERMS_VERSION)
    throw new BadIntentModel('The model of intents is of another version of Rapport. Train it anew.');
  const [hashes, rarities, scales] = [new Int32Array(rows), new Float32Array(rows), new Float32Array(rows)];
  for (let row = 0, at = rowsAt; row < rows; row++, at += BYTES_OF_ROW) {
    hashes[row] = view.getInt32(at, true);
    rarities[row] = view.getFloat32(at + 4, true);
    scales[row] = view.getFloat32(at + 8, true);
  }
  const tableAt = rowsAt + rows * BYTES_OF_ROW;
  if (end - tableAt !== rows * rest.labels.length)
    throw new BadIntentModel(
      `The model of intents has ${end - tableAt} weights where ${rows * rest.labels.length} belong.`,
    );
  // A Buffer's own `slice` would share the memory of its pool.
  const table = new Int8Array(new Uint8Array(bytes.subarray(tableAt, end)).buffer);
  return { ...rest, vocabulary: new Vocabulary(hashes, rarities, unseenRarity), table, scales };
}
