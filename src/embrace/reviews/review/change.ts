import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { reviewErrors } from '../errors.ts';
import { lockProduct, type ProductRow } from '../product/store.ts';
import { HEAR_JOB } from '../heard/job.ts';
import { lockReview, type ReviewRow, selectReviews } from './store.ts';
import '../events.ts';

/** A review with its product; both are nobody else's until the ambient transaction ends. The product goes first, always. Throws `review.not_found`. */
export async function lockBoth(
  app: App,
  reviewId: string,
): Promise<{ product: ProductRow; review: ReviewRow }> {
  const [before] = await selectReviews(app, [reviewId]);
  const product = before && (await lockProduct(app, before.productId));
  const review = product && (await lockReview(app, reviewId));
  if (!product || !review) throw reviewErrors('review.not_found', { id: reviewId });
  return { product, review };
}

/** Writes a change down, tells every process, and has the inbox hear of it; in the ambient transaction. */
export async function reviewChanged(
  app: App,
  actor: Actor,
  { productId, id }: Pick<ReviewRow, 'productId' | 'id'>,
  change: { action: string; detail?: Record<string, unknown>; isHeard?: boolean },
): Promise<void> {
  await audit(app, actor, { action: change.action, subject: id, detail: { productId, ...change.detail } });
  await app.bus.publish('review.changed', { productId });
  if (change.isHeard !== false) await app.jobs.enqueue(HEAR_JOB, {}, { key: HEAR_JOB });
}
