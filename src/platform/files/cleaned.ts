import { createHash } from 'node:crypto';
import { type CleanImage, type Cover, findTraces, sniffType, stripImage } from '#lib/images/index.ts';
import { CHUNK } from './store.ts';

/** A file as it is kept. */
export interface Cleaned {
  mediaType: string;
  kind: ReturnType<typeof sniffType>['kind'];
  /** Of a picture that is whole. */
  image: CleanImage | undefined;
  size: number;
  sha256: string;
  /** In chunks, from the first; may be asked for again. */
  parts(): Generator<Uint8Array>;
}

/** What is kept of a file: its type told by its bytes, images and films without what they tell of people. */
export function cleaned(bytes: Uint8Array): Cleaned {
  const sniffed = sniffType(bytes);
  const image = sniffed.kind === 'image' ? stripImage(sniffed.mediaType, bytes) : undefined;
  const cover = findTraces(sniffed.mediaType, bytes);
  // A picture that is not whole is not shown, nor a film that could not be cleaned.
  const { mediaType, kind } =
    (sniffed.kind === 'image' && !image) || cover?.isWhole === false
      ? { mediaType: 'application/octet-stream', kind: 'document' as const }
      : sniffed;
  const kept = image?.bytes ?? bytes;
  const parts = () => inParts(kept, cover);
  return { mediaType, kind, image, size: kept.length, sha256: sha256Of(parts()), parts };
}

/** What is written over is a copy, one part at a time: films are long. */
function* inParts(bytes: Uint8Array, cover: Cover | undefined): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const end = Math.min(at + CHUNK, bytes.length);
    yield cover ? cover.part(bytes, at, end) : bytes.subarray(at, end);
  }
}

function sha256Of(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
