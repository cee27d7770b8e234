import type { App } from '#platform/app/index.ts';
import { forgetFiles, releaseFiles, storeFile, useFiles } from '#platform/files/index.ts';
import { MOST_PHOTOS } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { replacePhotos } from './photos-store.ts';

export interface GivenPhoto {
  name: string;
  bytes: Uint8Array;
}

/** Keeps photos without what they tell of people and places. Throws `review.no_photo`, `review.too_many_photos`, `file.too_large`. */
export async function keepPhotos(app: App, by: string, photos: readonly GivenPhoto[]): Promise<string[]> {
  if (photos.length > MOST_PHOTOS) throw reviewErrors('review.too_many_photos', { most: MOST_PHOTOS });
  const ids: string[] = [];
  for (const photo of photos) {
    const file = await storeFile(app, { ...photo, purpose: 'reviews', by, isPublic: true });
    if (file.kind !== 'image' || file.scan === 'refused') {
      await forgetFiles(app, [...ids, file.id]);
      throw reviewErrors('review.no_photo', { name: photo.name.slice(0, 80) });
    }
    ids.push(file.id);
  }
  return ids;
}

/** A review shows these photos from now on, in the ambient transaction; what it showed before goes at once. */
export async function setPhotos(app: App, reviewId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > MOST_PHOTOS) throw reviewErrors('review.too_many_photos', { most: MOST_PHOTOS });
  const gone = await replacePhotos(app, reviewId, fileIds);
  const owner = `review:${reviewId}`;
  await releaseFiles(app, [owner]);
  await useFiles(app, fileIds, owner);
  if (gone.length > 0) await forgetFiles(app, gone);
}
