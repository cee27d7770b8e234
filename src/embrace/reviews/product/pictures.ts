import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { releaseFiles, storeFile, useFiles } from '#platform/files/index.ts';
import { isPicture, takePicture, writePicture } from './store.ts';
import '../events.ts';

export const PICTURES_JOB = 'reviews.pictures';
const MOST_BYTES = 5 * 1024 * 1024;

export async function picturesSoon(app: App): Promise<void> {
  await app.jobs.enqueue(PICTURES_JOB, {}, { key: PICTURES_JOB });
}

/** Fetches pictures that an import named, each once: pages show pictures of this server only. What fails is told with the product. */
export async function fetchPictures(app: App, signal?: AbortSignal): Promise<number> {
  for (let fetched = 0; ; fetched++) {
    if (signal?.aborted) return fetched;
    const isMore = await app.db.transaction(async () => {
      const product = await takePicture(app);
      if (!product) return false;
      await writePicture(app, product.id, await fetchOne(app, product.id, product.pictureUrl!));
      await app.bus.publish('review.changed', { productId: product.id });
      return true;
    });
    if (!isMore) return fetched;
  }
}

async function fetchOne(
  app: App,
  productId: string,
  url: string,
): Promise<{ fileId: string | null; problem: string | null }> {
  try {
    const { status, body } = await app.outward.fetch(url, { maxBytes: MOST_BYTES });
    if (status !== 200) return { fileId: null, problem: `Its server answered ${status}.` };
    const file = await storeFile(app, { name: 'picture', bytes: body, purpose: 'reviews' });
    if (file.kind !== 'image') return { fileId: null, problem: 'There is no picture at this address.' };
    await releaseFiles(app, [`review_product:${productId}`]);
    await useFiles(app, [file.id], `review_product:${productId}`);
    return { fileId: file.id, problem: null };
  } catch (error) {
    if (error instanceof AppError) return { fileId: null, problem: error.message };
    throw error;
  }
}

/** Whether a file is the picture of a product: nothing else is served there. */
export const isProductPicture = isPicture;
