import { type PictureSize, MOST_PIXELS, SIZES } from './sizes.ts';

export interface Resized {
  bytes: Uint8Array;
  mediaType: 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
}

/** Pictures of one process that are unpacked at the same time: each takes a core and up to 200 MB. */
const AT_ONCE = 2;
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
 * The picture made to fit a size, the right way up and without anything but its pixels; in threads beside the event loop, few at once. JPEGs stay JPEGs,
 * everything else becomes WebP, which knows transparency; of what moves the first frame. Undefined where it is broken, or larger than is ever unpacked.
 */
export async function resized(
  bytes: Uint8Array,
  mediaType: string,
  size: PictureSize,
): Promise<Resized | undefined> {
  const sharp = await (packer ??= prepared());
  if (!sharp) return undefined;
  return inTurn(async () => {
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
    const made = await packed.toBuffer({ resolveWithObject: true }).catch(() => undefined);
    return (
      made && {
        bytes: made.data,
        mediaType: isJpeg ? ('image/jpeg' as const) : ('image/webp' as const),
        width: made.info.width,
        height: made.info.height,
      }
    );
  });
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place goes on to who waits.
    if (next) next();
    else running -= 1;
  }
}
