import { originOf } from '#platform/addresses/index.ts';
import { cleanAgain } from '#lib/markdown/index.ts';
import { siteMapOf } from '#ui/feeds/index.ts';
import { type FeedName, sendFeed, sendShared, withAddresses } from '#ui/site/index.ts';
import { authorsOf, FORUM_DIALECT } from '#embrace/forum/index.ts';
import { productPath, reviewPath, REVIEWS } from '../domain.ts';
import { findProduct, listProducts, type ProductRow, readProducts } from '../product/products.ts';
import { listReviews } from '../review/find.ts';
import { writerOf } from './bits.ts';
import { type ReviewVisit, showMissing } from './visit.ts';

const MOST = 40;
const MAP = { type: 'application/xml; charset=utf-8', cacheControl: 'public, max-age=600' };

/** The newest reviews of all products. */
export const sendReviewsFeed = (visit: ReviewVisit, kind: FeedName): Promise<unknown> =>
  send(visit, kind, undefined);

/** The newest reviews of one. */
export async function sendProductFeed(visit: ReviewVisit, kind: FeedName): Promise<unknown> {
  const { slug = '' } = visit.request.params as Record<string, string>;
  const product = await findProduct(visit.app, slug);
  return product ? send(visit, kind, product) : showMissing(visit);
}

async function send(visit: ReviewVisit, kind: FeedName, product: ProductRow | undefined): Promise<unknown> {
  const { app, request, reply, say, language, settings } = visit;
  const publicUrl = originOf(app, REVIEWS);
  const home = product ? productPath(product) : REVIEWS;
  const { rows } = await listReviews(app, { productId: product?.id, sort: 'newest', limit: MOST });
  const products = await readProducts(
    app,
    rows.map(({ productId }) => productId),
  );
  const members = await authorsOf(
    app,
    rows.map(({ memberId }) => ({ authorId: memberId })),
  );
  return sendFeed(request, reply, kind, {
    title: `${product?.name ?? say.title} – ${settings.name}`,
    description: say.intro,
    language,
    homeUrl: `${publicUrl}${home}`,
    selfUrl: `${publicUrl}${home}/feed.${kind}`,
    entries: rows.map((row) => ({
      id: `${app.config.publicUrl}${REVIEWS}/${row.id}`,
      guid: row.id,
      title: `${'★'.repeat(row.stars)} ${products.get(row.productId)!.name}: ${row.title}`,
      url: `${publicUrl}${reviewPath(products.get(row.productId)!, row.id)}`,
      html: `${say.incentives[row.incentive] === '' ? '' : `<p><strong>${say.incentives[row.incentive]}</strong></p>`}${withAddresses(cleanAgain(row.html, FORUM_DIALECT), publicUrl)}`,
      publishedAt: row.writtenAt,
      updatedAt: row.changedAt,
      author: writerOf(row, members, say).name,
      tags: [say.stars(row.stars), ...(row.verifiedBy === null ? [] : [say.verified])],
    })),
  });
}

/** Addresses of products. */
export async function sendReviewsMap({ app, request, reply }: ReviewVisit): Promise<unknown> {
  const publicUrl = originOf(app, REVIEWS);
  const products = await listProducts(app);
  const body = siteMapOf([
    { url: `${publicUrl}${REVIEWS}` },
    ...products.map((one) => ({ url: `${publicUrl}${productPath(one)}`, changedAt: one.changedAt })),
  ]);
  return sendShared(request, reply, { body, ...MAP });
}
