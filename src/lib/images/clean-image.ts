import { isTurned } from './exif.ts';

/** An image without anything that says who, where and with what. */
export interface CleanImage {
  bytes: Uint8Array;
  /** As it is shown, orientation applied. */
  width: number;
  height: number;
}

export function cleanImage(
  bytes: Uint8Array,
  { width, height }: { width: number; height: number },
  orientation: number,
): CleanImage {
  return isTurned(orientation) ? { bytes, width: height, height: width } : { bytes, width, height };
}
