import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type LinearModel, readModel } from '#lib/model/index.ts';
import { messageOf } from '#platform/errors/index.ts';

export const WEIGHTS_FOLDER = path.join(import.meta.dirname, 'weights');

/** The weights are missing or not those that were made for this version. Nothing is guessed without them. */
export class DamagedWeights extends Error {
  override readonly name = 'DamagedWeights';
}

/** Reads a model of `weights/` and compares its checksum; throws `DamagedWeights` where it does not fit. */
export function loadWeights(name: string, folder = WEIGHTS_FOLDER): LinearModel {
  const file = path.join(folder, `${name}.bin`);
  try {
    const bytes = readFileSync(file);
    const checksums = JSON.parse(readFileSync(path.join(folder, 'checksums.json'), 'utf8')) as Record<
      string,
      string
    >;
    const [expected, found] = [checksums[`${name}.bin`], sha256(bytes)];
    if (expected !== found)
      throw new Error(`its SHA-256 is ${found}, and checksums.json says ${expected ?? 'nothing about it'}`);
    return readModel(brotliDecompressSync(bytes));
  } catch (error) {
    throw new DamagedWeights(
      `The model ${file} cannot be used: ${messageOf(error)} Posts are kept without labels. Install the program anew, or make the weights with "npm run train".`,
      { cause: error },
    );
  }
}

/** The bytes of a model as they are kept on disk. */
export function packModel(bytes: Uint8Array): Buffer {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
