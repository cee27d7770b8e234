export const PICTURE_MOST_BYTES = 2 * 1024 * 1024;
const MOST_PIXELS = 2048;
const KINDS = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** Whether a file is a picture that may stand on public pages as it is: nothing here makes large ones smaller. */
export function isPicture(file: {
  mediaType: string;
  size: number;
  width: number | null;
  height: number | null;
  scan: string;
}): boolean {
  return (
    KINDS.has(file.mediaType) &&
    file.scan !== 'refused' &&
    file.size <= PICTURE_MOST_BYTES &&
    Math.max(file.width ?? Infinity, file.height ?? Infinity) <= MOST_PIXELS
  );
}
