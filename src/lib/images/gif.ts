import { little } from './bytes.ts';
import type { CleanImage } from './clean-image.ts';

/** GIF has no place for positions; it stays as it is. Undefined when it is cut within its header. */
export function measureGif(bytes: Uint8Array): CleanImage | undefined {
  if (bytes.length < 13) return undefined;
  return { bytes, width: little(bytes, 6, 2), height: little(bytes, 8, 2) };
}
