import { type App, remember } from '#platform/app/index.ts';
import { isAnyProduct } from './store.ts';
import '../events.ts';

const held = remember(isAnyProduct, ({ name, data }) => name === 'review.changed' && 'isList' in data);

/** Whether there is a product, kept in memory until products come or go: every public page asks. */
export const hasProducts = (app: App): Promise<boolean> => held.read(app);

/** A product was added or changed, or several went (null): tells every process, in the ambient transaction. */
export async function productsChanged(app: App, productId: string | null): Promise<void> {
  await app.bus.publish('review.changed', { productId, isList: true });
  held.forget(app);
}
