import { DENSE } from './features.ts';
import { LinearModel, type ModelSpec } from './linear-model.ts';
import { FEATURES_VERSION } from './quantise.ts';

/** A model file that is damaged or of another program. The message says what was found. */
export class BadModelFile extends Error {
  override readonly name = 'BadModelFile';
}

const MAGIC = 'RPTMODL1';
const CHECKSUM_BYTES = 4;

/**
 * A model as bytes: magic, length of the header, header as JSON, weights of numbers as 32-bit floats, int8 table, CRC-32 of
 * all before. Numbers are little-endian on every machine.
 */
export function writeModel(model: LinearModel): Uint8Array {
  const table = model.packedTable();
  const header = new TextEncoder().encode(JSON.stringify(model.spec));
  const denseAt = MAGIC.length + 4 + header.length;
  const tableAt = denseAt + model.dense.length * 4;
  const bytes = new Uint8Array(tableAt + table.length + CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MAGIC));
  view.setUint32(MAGIC.length, header.length, true);
  bytes.set(header, MAGIC.length + 4);
  for (let i = 0; i < model.dense.length; i++) view.setFloat32(denseAt + i * 4, model.dense[i]!, true);
  bytes.set(new Uint8Array(table.buffer), tableAt);
  view.setUint32(bytes.length - CHECKSUM_BYTES, crc32(bytes, bytes.length - CHECKSUM_BYTES), true);
  return bytes;
}

/** Throws a `BadModelFile` where the bytes are no model, are damaged, or belong to another version of the features. */
export function readModel(bytes: Uint8Array): LinearModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const least = MAGIC.length + 4 + CHECKSUM_BYTES;
  if (bytes.length < least || textOf(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    throw new BadModelFile('It does not begin as a model file does.');
  const end = bytes.length - CHECKSUM_BYTES;
  if (view.getUint32(end, true) !== crc32(bytes, end))
    throw new BadModelFile('Its checksum is wrong: some of its bytes were lost or changed.');
  const denseAt = MAGIC.length + 4 + view.getUint32(MAGIC.length, true);
  if (denseAt > end) throw new BadModelFile('Its header is longer than the file.');
  const spec = specFrom(textOf(bytes.subarray(MAGIC.length + 4, denseAt)));
  const columns = spec.heads.reduce((sum, head) => sum + head.labels.length, 0);
  const dense = new Float32Array((DENSE.length + spec.extras.length) * columns);
  const tableAt = denseAt + dense.length * 4;
  if (end - tableAt !== spec.buckets * columns)
    throw new BadModelFile(
      `It has ${end - tableAt} weights where ${spec.buckets * columns} were to be expected.`,
    );
  for (let i = 0; i < dense.length; i++) dense[i] = view.getFloat32(denseAt + i * 4, true);
  return new LinearModel(spec, new Int8Array(bytes.buffer, bytes.byteOffset + tableAt, end - tableAt), dense);
}

function specFrom(json: string): ModelSpec {
  const spec = parsed(json) as Partial<ModelSpec> | null;
  if (spec?.features !== undefined && spec.features !== FEATURES_VERSION)
    throw new BadModelFile(
      `It was trained with features of version ${spec.features}; this program makes version ${FEATURES_VERSION}.`,
    );
  if (!isSpec(spec)) throw new BadModelFile('Its header does not say what a model is.');
  return spec;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BadModelFile('Its header is not JSON.');
  }
}

function isSpec(spec: Partial<ModelSpec> | null): spec is ModelSpec {
  return (
    Number.isInteger(spec?.features) &&
    Number.isInteger(spec?.buckets) &&
    Array.isArray(spec?.extras) &&
    Array.isArray(spec.heads) &&
    spec.heads.every((head) => [head?.labels, head?.bias, head?.scales].every(Array.isArray))
  );
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (IEEE 802.3) of the first `length` bytes. */
export function crc32(bytes: Uint8Array, length = bytes.length): number {
  let crc = 0xffffffff;
  for (let i = 0; i < length; i++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[i]!) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
