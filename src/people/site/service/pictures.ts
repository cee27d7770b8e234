import type { App } from '#platform/app/index.ts';
import { readBytes, readFiles, type StoredFile } from '#platform/files/index.ts';
import { cleanSvg } from '#lib/svg/index.ts';
import { siteErrors } from '../errors.ts';
import type { Look } from '../schema.ts';

const MOST_BYTES = 512 * 1024;
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);
const ICON = { least: 64, most: 1024 };

/** Ids of the files that a look shows, each once. */
export function filesOfLook({ logoFileId, darkLogoFileId, iconFileId }: Look): string[] {
  return [...new Set([logoFileId, darkLogoFileId, iconFileId].flatMap((id) => id ?? []))];
}

/** Throws `site.picture_wrong` or `site.icon_wrong` for files that are none; those that were looked at before are not again. */
export async function checkPictures(app: App, look: Look, before: Look): Promise<void> {
  const known = new Set(filesOfLook(before));
  for (const id of [look.logoFileId, look.darkLogoFileId]) {
    if (id === null || known.has(id)) continue;
    const [file] = await readFiles(app, [id]);
    if (!file || !(await isLogo(app, file)))
      throw siteErrors('site.picture_wrong', { limit: MOST_BYTES / 1024 });
  }
  if (look.iconFileId === null || look.iconFileId === before.iconFileId) return;
  const [icon] = await readFiles(app, [look.iconFileId]);
  if (!icon || !isIcon(icon)) throw siteErrors('site.icon_wrong');
}

async function isLogo(app: App, file: StoredFile): Promise<boolean> {
  if (file.size > MOST_BYTES || file.scan === 'refused') return false;
  return PICTURES.has(file.mediaType) || (await drawingOf(app, file)) !== undefined;
}

const isIcon = ({ mediaType, size, width, height, scan }: StoredFile): boolean =>
  mediaType === 'image/png' &&
  size <= MOST_BYTES &&
  scan !== 'refused' &&
  width !== null &&
  width === height &&
  width >= ICON.least &&
  width <= ICON.most;

/** An SVG, made harmless; undefined for every other file. By its bytes it is text, as all SVG is. */
export async function drawingOf(app: App, file: StoredFile): Promise<string | undefined> {
  if (file.mediaType !== 'text/plain' || file.size > MOST_BYTES) return undefined;
  return cleanSvg(new TextDecoder().decode(await readBytes(app, file.id)));
}
