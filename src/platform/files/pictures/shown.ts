import { isAnimated } from '#lib/images/index.ts';
import type { App } from '#platform/app/index.ts';
import { fewAtOnce } from '#platform/turns/index.ts';
import { fileErrors } from '../errors.ts';
import { isShown, type StoredFile } from '../domain.ts';
import { openFile, readBytes } from '../service.ts';
import { canResize, resized } from './resize.ts';
import { fits, MOST_PIXELS, type PictureSize } from './sizes.ts';
import { insertVariant, selectVariant, type VariantRow } from './store.ts';

export interface OpenPicture {
  file: Pick<StoredFile, 'name' | 'mediaType' | 'size'>;
  read(): AsyncIterable<Uint8Array>;
}

/**
 * A file as public pages show it: pictures in a size that fits, made when they are asked for first and kept; everything else as it is. What was sent stays
 * with the team. Throws `file.not_found`, `file.refused`, `file.cannot_show`, `file.busy`.
 */
export async function openShown(app: App, id: string, size: PictureSize = 'page'): Promise<OpenPicture> {
  const opened = await openFile(app, id);
  const { file } = opened;
  if (file.kind !== 'image' || !isShown(file.mediaType) || fits(file, size, false)) return opened;
  const known = (await selectVariant(app, id, size)) ?? (await made(app, file, size));
  if (known.state === 'as it is') return opened;
  if (known.bytes === null) throw fileErrors('file.cannot_show', { name: file.name });
  const { bytes, mediaType } = known;
  return {
    file: { name: file.name, mediaType, size: bytes.length },
    read: async function* () {
      yield bytes;
    },
  };
}

/** One picture at a time is unpacked in a process: the worst takes a core for two seconds and half a gigabyte. So many may wait for that. */
const inTurn = fewAtOnce(1, 200, () => fileErrors('file.busy'));
/** Two who ask for the same at once wait for one picture. */
const making = new Map<string, Promise<VariantRow>>();

function made(app: App, file: StoredFile, size: PictureSize): Promise<VariantRow> {
  const key = `${file.id} ${size}`;
  const known = making.get(key);
  if (known) return known;
  const work = inTurn(() => make(app, file, size)).finally(() => making.delete(key));
  making.set(key, work);
  return work;
}

async function make(app: App, file: StoredFile, size: PictureSize): Promise<VariantRow> {
  const row = await packed(app, file, size);
  // Where nothing is packed yet, something may be later.
  if (row.state !== 'as it is' || (await canResize())) await insertVariant(app, file.id, size, row);
  return row;
}

async function packed(app: App, file: StoredFile, size: PictureSize): Promise<VariantRow> {
  const without = (state: 'as it is' | 'not shown') => ({ state, mediaType: file.mediaType, bytes: null });
  if ((file.width ?? 0) * (file.height ?? 0) > MOST_PIXELS) return without('not shown');
  const bytes = await readBytes(app, file.id);
  if (fits(file, size, isAnimated(file.mediaType, bytes)) || !(await canResize())) return without('as it is');
  const picture = await resized(bytes, file.mediaType, size);
  return picture
    ? { state: 'made', mediaType: picture.mediaType, bytes: picture.bytes }
    : without('not shown');
}
