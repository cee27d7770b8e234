import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { hearReviewsGone } from '../heard/hear.ts';
import { productsChanged } from './listed.ts';
import { deleteSample } from './store.ts';

/** The sample's products go with all that was said of them; no other product can. */
export async function removeSampleReviews(app: App, actor: Actor): Promise<void> {
  await app.db.transaction(async () => {
    const { products, reviews } = await deleteSample(app);
    if (products === 0) return;
    if (reviews.length > 0) await hearReviewsGone(app, reviews);
    await audit(app, actor, {
      action: 'reviews.sample_removed',
      subject: 'reviews',
      detail: { products, reviews: reviews.length },
    });
    await productsChanged(app, null);
  });
}
