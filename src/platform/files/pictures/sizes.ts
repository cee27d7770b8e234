/** Sizes in which pictures are shown: as wide as a page, or small beside others. */
export type PictureSize = 'page' | 'small';

/** Pixels of the longest edge, and bytes up to which a picture is shown as it was sent. */
export const SIZES: Readonly<Record<PictureSize, { edge: number; bytes: number }>> = {
  page: { edge: 1600, bytes: 1_500_000 },
  small: { edge: 480, bytes: 150_000 },
};

/** What a public picture may have at most; more is never unpacked. Cameras of telephones have 50 million. */
export const MOST_PIXELS = 52_000_000;

interface Measured {
  size: number;
  width: number | null;
  height: number | null;
}

/** Whether a picture can be shown in a size as it is. Animated ones are not packed anew: they keep their bytes on a page. */
export function fits({ size, width, height }: Measured, wanted: PictureSize, isAnimated: boolean): boolean {
  if (width === null || height === null) return false;
  const { edge, bytes } = SIZES[wanted];
  return Math.max(width, height) <= edge && (size <= bytes || (isAnimated && wanted === 'page'));
}

/** Why a picture cannot stand on a public page; undefined where it can. */
export function refusalOf(
  { width, height }: Pick<Measured, 'width' | 'height'>,
  isAnimated: boolean,
): 'file.too_many_pixels' | 'file.animation_too_large' | undefined {
  if (width === null || height === null) return undefined;
  if (width * height > MOST_PIXELS) return 'file.too_many_pixels';
  return isAnimated && Math.max(width, height) > SIZES.page.edge ? 'file.animation_too_large' : undefined;
}
