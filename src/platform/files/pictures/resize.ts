import { messageOf } from '#platform/errors/index.ts';
import { fileErrors } from '../errors.ts';
import { type PictureSize, MOST_PIXELS, SIZES } from './sizes.ts';

export interface Resized {
  bytes: Uint8Array;
  mediaType: 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
}

const MOST_SECONDS = 20;

/** The packer of pictures; undefined where none is installed for this kind of machine. */
const loaded = () => import('sharp').then(({ default: sharp }) => sharp).catch(() => undefined);
let packer: ReturnType<typeof loaded> | undefined;

/** Whether pictures can be made smaller here. */
export const canResize = async (): Promise<boolean> => (await (packer ??= prepared())) !== undefined;

async function prepared() {
  const sharp = await loaded();
  // Each picture is another one, and they share the machine with everything else.
  sharp?.cache(false);
  sharp?.concurrency(1);
  return sharp;
}

/**
 * The picture made to fit a size, the right way up and without anything but its pixels; in a thread beside the event loop. JPEGs stay JPEGs,
 * everything else becomes WebP, which knows transparency; of what moves the first frame. Undefined where it is broken, or larger than is ever unpacked.
 * Throws `file.busy` where it took too long.
 */
export async function resized(
  bytes: Uint8Array,
  mediaType: string,
  size: PictureSize,
): Promise<Resized | undefined> {
  const sharp = await (packer ??= prepared());
  if (!sharp) return undefined;
  const { edge } = SIZES[size];
  const picture = sharp(bytes, {
    limitInputPixels: MOST_PIXELS,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
  })
    .timeout({ seconds: MOST_SECONDS })
    .rotate()
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb');
  const isJpeg = mediaType === 'image/jpeg';
  const packed = isJpeg
    ? picture.jpeg({ quality: 80, mozjpeg: true })
    : picture.webp({ quality: 80, effort: 3 });
  const made = await packed.toBuffer({ resolveWithObject: true }).catch((error: unknown) => {
    // It may be whole: the machine had too much to do.
    if (/timeout|memory/i.test(messageOf(error))) throw fileErrors('file.busy');
    return undefined;
  });
  return (
    made && {
      bytes: made.data,
      mediaType: isJpeg ? ('image/jpeg' as const) : ('image/webp' as const),
      width: made.info.width,
      height: made.info.height,
    }
  );
}
