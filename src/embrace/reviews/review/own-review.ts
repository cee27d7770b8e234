import type { App } from '#platform/app/index.ts';
import { type ReviewRow, selectOwn } from './store.ts';
import type { Writer } from './writer.ts';

/** What somebody said of a product, also where it was removed. */
export function ownReview(
  app: App,
  { id, memberId, buyerHash }: Pick<Writer, 'id' | 'memberId' | 'buyerHash'>,
  productId: string,
): Promise<ReviewRow | undefined> {
  return selectOwn(app, { productId, writerId: id, memberId, buyerHash });
}
