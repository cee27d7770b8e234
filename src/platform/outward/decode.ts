import { promisify } from 'node:util';
import zlib from 'node:zlib';

/** Thrown by `decode` when more comes out than is accepted. */
export class TooMuch extends Error {}

type Unpack = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; finishFlush?: number },
) => Promise<Buffer>;

const gunzip = promisify(zlib.gunzip) as Unpack;
const inflate = promisify(zlib.inflate) as Unpack;
const inflateRaw = promisify(zlib.inflateRaw) as Unpack;
const brotli = promisify(zlib.brotliDecompress) as Unpack;
const zstd = promisify(zlib.zstdDecompress) as Unpack;

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br, zstd';
/** Nobody packs more often than this in good faith. */
const MOST_LAYERS = 2;

/**
 * Undoes Content-Encoding. Never holds more than `maxBytes` of output: a body that unpacks to more throws `TooMuch`; one that
 * cannot be unpacked throws another error with a reason. Cut-off gzip and deflate give what there is, as browsers do.
 */
export async function decode(
  body: Uint8Array,
  contentEncoding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer && layer !== 'identity');
  if (layers.length > MOST_LAYERS) throw new Error(`it is packed ${layers.length} times`);
  let bytes = body;
  for (const layer of layers.toReversed())
    bytes = bytes.length === 0 ? bytes : await unpack(bytes, layer, maxBytes);
  return bytes;
}

async function unpack(bytes: Uint8Array, layer: string, maxOutputLength: number): Promise<Uint8Array> {
  const tolerant = { maxOutputLength, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  try {
    switch (layer) {
      case 'gzip':
      case 'x-gzip':
        // Some servers name gzip and send the text as it is.
        return bytes[0] === 0x1f && bytes[1] === 0x8b ? await gunzip(bytes, tolerant) : bytes;
      case 'deflate':
        return await (isZlib(bytes) ? inflate : inflateRaw)(bytes, tolerant);
      case 'br':
        return await brotli(bytes, { maxOutputLength });
      case 'zstd':
        return await zstd(bytes, { maxOutputLength });
      default:
        throw new Error(`the encoding ${layer} is not known`);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooMuch();
    throw error;
  }
}

/** `deflate` means a zlib header by the book and none with some servers. */
function isZlib(bytes: Uint8Array): boolean {
  return (bytes[0]! & 0x0f) === 8 && ((bytes[0]! << 8) | (bytes[1] ?? 0)) % 31 === 0;
}
