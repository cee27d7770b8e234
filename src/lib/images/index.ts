/** What files are by their own bytes, and images without what they tell of the people who took them. Pure. */
export type { CleanImage } from './clean-image.ts';
export { type Cover, findTraces } from './boxes/index.ts';
export { isAnimated } from './animated.ts';
export { type SniffedType, sniffType } from './sniff.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanPng } from './png.ts';
import { cleanWebp } from './webp.ts';
import { measureGif } from './gif.ts';
import type { CleanImage } from './clean-image.ts';

const CLEANERS: Readonly<Record<string, (bytes: Uint8Array) => CleanImage | undefined>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': measureGif,
};

/**
 * The image without EXIF (position, camera, times, names), XMP, IPTC, comments, embedded previews and anything behind its end; orientation,
 * colours and animation stay. Undefined for broken images, which nobody should show.
 */
export function stripImage(mediaType: string, bytes: Uint8Array): CleanImage | undefined {
  return CLEANERS[mediaType]?.(bytes);
}
