import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { photoPath, picturePath, productPath, ratingOf, reviewPath, type StarCounts } from '../domain.ts';
import { readProducts, type ProductRow } from '../product/products.ts';
import { type HiddenRow, selectHidden } from '../product/store.ts';
import type { ProductView, ReviewDetail, ReviewView } from '../schema.ts';
import { selectRemovals, selectVersions } from './history-store.ts';
import { selectPhotos } from './photos-store.ts';
import { type ReplyRow, repliesOf } from './replies.ts';
import type { ReviewRow } from './store.ts';

export const starsOf = (counts: StarCounts) => ({
  1: counts[0],
  2: counts[1],
  3: counts[2],
  4: counts[3],
  5: counts[4],
});

/** What is not shown, and why: told to everybody. */
export function hiddenOf(rows: readonly HiddenRow[]): ProductView['hidden'] {
  return {
    waiting: rows.reduce((sum, { reason, count }) => sum + (reason === null ? count : 0), 0),
    removed: rows.flatMap(({ reason, count }) => (reason === null ? [] : { reason, count })),
  };
}

export async function presentProducts(app: App, rows: readonly ProductRow[]): Promise<ProductView[]> {
  const hidden = Map.groupBy(
    await selectHidden(
      app,
      rows.map(({ id }) => id),
    ),
    ({ productId }) => productId,
  );
  return rows.map((row) => {
    const { id, slug, name, text, externalId, url, pictureFileId, pictureProblem, isArchived, counts } = row;
    return {
      id,
      slug,
      name,
      text,
      externalId,
      url,
      pictureUrl: pictureFileId === null ? null : addressOf(app, picturePath(pictureFileId)),
      pictureProblem,
      isArchived,
      ...ratingOf(counts),
      stars: starsOf(counts),
      hidden: hiddenOf(hidden.get(id) ?? []),
      pageUrl: addressOf(app, productPath(row)),
    };
  });
}

export const presentReply = (reply: ReplyRow) => ({
  id: reply.id,
  markdown: reply.markdown,
  html: reply.html,
  byName: reply.byName,
  at: reply.at.toISOString(),
  changedAt: reply.changedAt.toISOString(),
});

export async function presentReviews(app: App, rows: readonly ReviewRow[]): Promise<ReviewView[]> {
  const ids = rows.map(({ id }) => id);
  const [products, photos, replies] = await Promise.all([
    readProducts(
      app,
      rows.map(({ productId }) => productId),
    ),
    selectPhotos(app, ids),
    repliesOf(app, ids),
  ]);
  return rows.map((row) => {
    const product = products.get(row.productId)!;
    const reply = replies.get(row.id);
    const { id, productId, stars, title, markdown, html, verifiedBy, incentive, state, removedAt } = row;
    return {
      id,
      productId,
      productName: product.name,
      author: { id: row.memberId, name: row.authorName },
      stars,
      title,
      markdown,
      html,
      photos: (photos.get(id) ?? []).map((file) => addressOf(app, photoPath(file))),
      isVerified: verifiedBy !== null,
      verifiedBy,
      incentive,
      state,
      removal:
        row.removedReason === null || removedAt === null
          ? null
          : {
              reason: row.removedReason,
              note: row.removedNote,
              at: removedAt.toISOString(),
              by: row.removedBy,
            },
      helpful: row.helpful,
      unhelpful: row.unhelpful,
      version: row.version,
      writtenAt: row.writtenAt.toISOString(),
      changedAt: row.changedAt.toISOString(),
      reply: reply ? presentReply(reply) : null,
      caseId: row.caseId,
      url: addressOf(app, reviewPath(product, id)),
    };
  });
}

/** A review with all that it said before and all that was done to it. */
export async function presentDetail(app: App, row: ReviewRow): Promise<ReviewDetail> {
  const [[view], versions, removals] = await Promise.all([
    presentReviews(app, [row]),
    selectVersions(app, row.id),
    selectRemovals(app, row.id),
  ]);
  return {
    ...view!,
    versions: versions.map((one) => ({ ...one, at: one.at.toISOString() })),
    removals: removals.map((one) => ({ ...one, at: one.at.toISOString() })),
  };
}
