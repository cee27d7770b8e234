import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import { reviewPath } from '../domain.ts';
import { readProducts } from '../product/products.ts';
import type { ReviewRow } from './store.ts';

const REVIEW = {
  id: 'rev_01kaq0f7m2v0x8s3w5t1d9c4hn',
  product: { id: 'prd_01kaq0k3c9y6d2b7r8m4f5v1xe', name: 'Lumora Router 3', externalId: 'LR-3' },
  url: 'https://example.com/reviews/lumora-router-3?review=rev_01kaq0f7m2v0x8s3w5t1d9c4hn#rev_01kaq0f7m2v0x8s3w5t1d9c4hn',
  author: { id: 'mem_01kaq0k3c9y6d2b7r8m4f5v1xe', name: 'Maya' },
  stars: 4,
  title: 'Fast and quiet',
  text: 'Set up in five minutes. The light is a little bright.',
  isVerified: true,
  incentive: 'none',
  state: 'shown',
  removedReason: null,
};

/** What is told of reviews. */
export const reviewHookTypes: readonly HookType[] = [
  {
    type: 'review.created',
    text: 'A review can be read by everybody for the first time.',
    example: { review: REVIEW },
  },
  {
    type: 'review.changed',
    text: 'A review was changed by its author, removed with a reason, shown again, or answered.',
    example: { review: { ...REVIEW, stars: 3 } },
  },
];

export async function tellHook(
  app: App,
  review: ReviewRow,
  type: 'review.created' | 'review.changed',
): Promise<void> {
  const product = (await readProducts(app, [review.productId])).get(review.productId)!;
  const { id, stars, title, markdown: text, incentive, state, removedReason, memberId, authorName } = review;
  await publishHook(app, {
    type,
    at: await app.db.now(),
    data: {
      review: {
        id,
        product: { id: product.id, name: product.name, externalId: product.externalId },
        url: addressOf(app, reviewPath(product, id)),
        author: { id: memberId, name: authorName },
        stars,
        title,
        text,
        isVerified: review.verifiedBy !== null,
        incentive,
        state,
        removedReason,
      },
    },
  });
}
