import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { forgetFiles, releaseFiles, storeFile, useFiles } from '#platform/files/index.ts';
import { isPicture, nextPicture, writePicture } from './store.ts';
import '../events.ts';

export const PICTURES_JOB = 'reviews.pictures';
const MOST_BYTES = 5 * 1024 * 1024;

export async function picturesSoon(app: App): Promise<void> {
  await app.jobs.enqueue(PICTURES_JOB, {}, { key: PICTURES_JOB });
}

/** Fetches pictures that an import named, each once: pages show pictures of this server only. What fails is told with the product. */
export async function fetchPictures(app: App, signal?: AbortSignal): Promise<number> {
  for (let fetched = 0; ; fetched++) {
    const next = signal?.aborted ? undefined : await nextPicture(app);
    if (!next) return fetched;
    // Before anything is locked: reviews of the product do not wait for somebody else's server.
    await keep(app, next, await fetchOne(app, next.url));
  }
}

interface Fetched {
  fileId: string | null;
  problem: string | null;
}

async function fetchOne(app: App, url: string): Promise<Fetched> {
  try {
    const { status, body } = await app.outward.fetch(url, { maxBytes: MOST_BYTES });
    if (status !== 200) return { fileId: null, problem: `Its server answered ${status}.` };
    const { id, kind, scan } = await storeFile(app, { name: 'picture', bytes: body, purpose: 'reviews' });
    if (kind === 'image' && scan !== 'refused') return { fileId: id, problem: null };
    await forgetFiles(app, [id]);
    return { fileId: null, problem: 'There is no picture at this address.' };
  } catch (error) {
    if (error instanceof AppError) return { fileId: null, problem: error.message };
    throw error;
  }
}

async function keep(app: App, of: { id: string; url: string }, fetched: Fetched): Promise<void> {
  const { fileId } = fetched;
  await app.db.transaction(async () => {
    const isWished = await writePicture(app, of, fetched);
    if (!isWished && fileId !== null) await forgetFiles(app, [fileId]);
    if (!isWished) return;
    const owner = `review_product:${of.id}`;
    if (fileId !== null) {
      await releaseFiles(app, [owner]);
      await useFiles(app, [fileId], owner);
    }
    await app.bus.publish('review.changed', { productId: of.id });
  });
}

/** Whether a file is the picture of a product: nothing else is served there. */
export const isProductPicture = isPicture;
