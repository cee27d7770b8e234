import type { App } from '#platform/app/index.ts';
import type { Incentive } from '../domain.ts';
import { selectKnown } from './store.ts';

/** What is known of a buyer and a product: whether an order tells that he bought it, and what he was promised for a review. */
export async function knownOf(
  app: App,
  productId: string,
  buyerHash: string | null,
): Promise<{ hasBought: boolean; incentive: Incentive }> {
  return buyerHash === null
    ? { hasBought: false, incentive: 'none' }
    : selectKnown(app, productId, buyerHash);
}
