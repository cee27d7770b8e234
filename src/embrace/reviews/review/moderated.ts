import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import type { FavourSource, ModeratedKind } from '#embrace/moderation/index.ts';
import { reviewPath } from '../domain.ts';
import { readProducts } from '../product/products.ts';
import { selectRecent } from './list-store.ts';
import { holdReview, removeReview, restoreReview } from './removal.ts';
import { type ReviewRow, selectReviews } from './store.ts';
import { selectFavours } from './votes-store.ts';

/** What of reviews can be flagged, hidden and shown again: provide it for `moderatedPort`. */
export const moderatedReviews: ModeratedKind = {
  kind: 'review',
  read: async (app, ids) => present(app, await selectReviews(app, ids)),
  async hide(app, id, by, reason, isHeld) {
    if (isHeld === true) return holdReview(app, by, id);
    const [review] = await selectReviews(app, [id]);
    if (review && review.state !== 'removed')
      await removeReview(app, by, id, {
        reason: 'rules',
        note: reason.slice(0, 300).toWellFormed(),
        isToldElsewhere: true,
      }).catch((error: unknown) => {
        // Somebody else was faster.
        if (!(error instanceof AppError && error.code === 'review.is_removed')) throw error;
      });
  },
  async restore(app, id, by) {
    if ((await selectReviews(app, [id])).length > 0) await restoreReview(app, by, id);
  },
  async recent(app, since, limit) {
    const rows = await selectRecent(app, since, limit);
    const at = new Map(rows.map((row) => [row.id, row.writtenAt]));
    return (await present(app, rows)).map((one) => ({ ...one, at: at.get(one.id)! }));
  },
};

/** Who found whose reviews helpful; provide it for `favoursPort`. */
export const reviewFavours: FavourSource = { of: 'reviews', read: selectFavours };

async function present(app: App, rows: readonly ReviewRow[]) {
  const products = await readProducts(
    app,
    rows.map(({ productId }) => productId),
  );
  return rows.flatMap((row) => {
    const product = products.get(row.productId);
    if (!product) return [];
    return {
      id: row.id,
      memberId: row.writerId,
      path: reviewPath(product, row.id),
      title: `${'★'.repeat(row.stars)} ${row.title}`,
      text: wordsOfHtml(row.html),
      html: row.html,
      isShown: row.state === 'shown',
    };
  });
}
