import { originOf } from '#platform/addresses/index.ts';
import { queryText } from '#platform/http/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { authorsOf, isSpeaking, keyOf, memberDoer, takenForm } from '#embrace/forum/index.ts';
import { feedsBelow } from '#ui/site/index.ts';
import { picturePath, productPath, ratingOf, REVIEWS, type Sort, SORTS, STARS } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { findProduct, type ProductRow } from '../product/products.ts';
import { selectHidden } from '../product/store.ts';
import { findReview, listReviews, type ListWish } from '../review/find.ts';
import { selectPhotos } from '../review/photos-store.ts';
import { hiddenOf } from '../review/present.ts';
import { repliesOf } from '../review/replies.ts';
import type { ReviewRow } from '../review/store.ts';
import { voteForReview, votesOf } from '../review/votes.ts';
import { checked, numberIn, ratingHtml, selected } from './bits.ts';
import { productData } from './data.ts';
import { pictureHtml } from './list-pages.ts';
import { reviewView, type Shelf } from './review-view.ts';
import { type ReviewVisit, show, showMissing, showRefusal } from './visit.ts';

/** What is asked for in the address. */
export interface Asked {
  sort: Sort;
  stars: number | undefined;
  isVerified: boolean;
  hasPhotos: boolean;
  cursor: string | undefined;
  reviewId: string | undefined;
}

export function askedIn(query: Readonly<Record<string, unknown>>): Asked {
  return {
    sort: SORTS.find((one) => one === query['sort']) ?? 'helpful',
    stars: STARS.find((one) => String(one) === query['stars']),
    isVerified: query['verified'] === 'yes',
    hasPhotos: query['photos'] === 'yes',
    cursor: queryText(query['before']) || undefined,
    reviewId: queryText(query['review'], 64) || undefined,
  };
}

export const wishOf = (
  product: ProductRow,
  { sort, stars, isVerified, hasPhotos, cursor }: Asked,
): ListWish => ({
  productId: product.id,
  sort,
  stars,
  ...(isVerified ? { isVerified } : {}),
  ...(hasPhotos ? { hasPhotos } : {}),
  cursor,
});

/** What reviews are shown with, the same for everybody. */
export async function shelfOf(
  { app, say, language }: Pick<ReviewVisit, 'app' | 'say' | 'language'>,
  product: ProductRow,
  rows: readonly ReviewRow[],
): Promise<Shelf> {
  const ids = rows.map(({ id }) => id);
  const [photos, replies, members] = await Promise.all([
    selectPhotos(app, ids),
    repliesOf(app, ids),
    authorsOf(
      app,
      rows.map(({ memberId }) => ({ authorId: memberId })),
    ),
  ]);
  const now = app.clock.now();
  return { product, photos, replies, members, words: say, language, now, reader: undefined };
}

async function readerOf(visit: ReviewVisit, rows: readonly ReviewRow[]): Promise<Shelf['reader']> {
  const { app, member } = visit;
  if (!member) return undefined;
  const votes = await votesOf(
    app,
    member.id,
    rows.map(({ id }) => id),
  );
  return { memberId: member.id, key: isSpeaking(member) ? keyOf(visit, member) : undefined, votes };
}

/** A product with its rating and its reviews, and how many are not shown and why. */
export async function showProduct(visit: ReviewVisit): Promise<unknown> {
  const { app, say, reply, member } = visit;
  const { slug = '' } = visit.request.params as Record<string, string>;
  const product = await findProduct(app, slug);
  if (!product) return showMissing(visit);
  const path = productPath(product);
  if (product.slug !== slug)
    return reply
      .headers({
        'cache-control': member ? 'private, no-store' : 'public, max-age=0, s-maxage=1',
        vary: 'Cookie',
      })
      .redirect(path, 301);
  const asked = askedIn(visit.request.query as Record<string, unknown>);
  const [found, hidden, one] = await Promise.all([
    listReviews(app, wishOf(product, asked)),
    selectHidden(app, [product.id]),
    asked.reviewId === undefined ? undefined : findReview(app, asked.reviewId, member?.id ?? null),
  ]);
  // The one that a link leads to stands first.
  const isHere = one?.productId === product.id;
  const rows = isHere ? [one, ...found.rows.filter(({ id }) => id !== one.id)] : found.rows;
  const shelf = { ...(await shelfOf(visit, product, rows)), reader: await readerOf(visit, rows) };
  const isFront = Object.keys(visit.request.query as object).length === 0;
  const { count, average } = ratingOf(product.counts);
  const rated =
    average === null ? '' : `${say.outOf(numberIn(average, visit.language))}, ${say.reviews(count)}. `;
  return show(visit, {
    title: `${product.name} – ${say.title}`,
    description: `${rated}${excerptOf(product.text || say.intro, 160)}`,
    path,
    isHidden: !isFront && !isHere,
    kind: 'article',
    isEmbeddable: true,
    feeds: feedsBelow(path, `${product.name} – ${say.title}`),
    ...(product.pictureFileId === null
      ? {}
      : { imageUrl: `${originOf(app, REVIEWS)}${picturePath(product.pictureFileId)}` }),
    // Search engines show no product without reviews or a price.
    data: average === null ? [] : [productData(app, shelf, rows)],
    body: markup`<p class="crumbs"><a href="${REVIEWS}">${say.allProducts}</a></p>
      ${headHtml(visit, product)} ${barsHtml(visit, product, asked)} ${hiddenHtml(visit, hiddenOf(hidden))}
      ${filtersHtml(visit, product, asked)}
      <section class="reviews" aria-label="${say.title}">
        ${rows.length === 0 ? emptyHtml(visit, count) : rows.map((row) => reviewView(row, shelf))}
      </section>
      ${found.next === undefined ? null : markup`<p class="older"><a class="button plain" rel="next" href="${addressOf(product, asked, { before: found.next })}">${say.older}</a></p>`}`,
  });
}

function headHtml({ say, language }: ReviewVisit, product: ProductRow): Html {
  const { url, isArchived, text } = product;
  return markup`<div class="product-head">
    ${pictureHtml(product)}
    <div>
      <h1 dir="auto">${product.name}</h1>
      <p>${ratingHtml(product.counts, say, language)}</p>
      ${text === '' ? null : markup`<p dir="auto">${excerptOf(wordsOfHtml(text), 400)}</p>`}
      <p class="actions">${
        isArchived
          ? markup`<span class="badge">${say.archived}</span>`
          : markup`<a class="button" rel="nofollow" href="${productPath(product)}/write">${say.write}</a>`
      }${url === null ? null : markup`<a class="button plain" rel="noopener" href="${url}">${say.shop}</a>`}</p>
    </div>
  </div>`;
}

/** How many reviews have how many stars; each line chooses them. */
function barsHtml({ say }: ReviewVisit, product: ProductRow, asked: Asked): Html | null {
  const { count } = ratingOf(product.counts);
  if (count === 0) return null;
  return markup`<nav class="bars" aria-label="${say.rating}"><ul>
    ${STARS.map((stars) => {
      const n = product.counts[stars - 1]!;
      return markup`<li><a href="${addressOf(product, asked, { stars: String(stars) })}" rel="nofollow"${asked.stars === stars ? markup` aria-current="true"` : null}><span class="hidden">${say.share(stars, n)}</span><span aria-hidden="true">${stars} ★</span><progress max="${count}" value="${n}" aria-hidden="true"></progress><span class="n" aria-hidden="true">${n}</span></a></li>`;
    })}
  </ul></nav>`;
}

/** What is not shown, and why: nobody removes a review unseen. */
function hiddenHtml({ say }: ReviewVisit, { waiting, removed }: ReturnType<typeof hiddenOf>): Html | null {
  if (waiting === 0 && removed.length === 0) return null;
  return markup`<details class="note hidden-reviews"><summary>${say.gone}: ${waiting + removed.reduce((sum, { count }) => sum + count, 0)}</summary>
    <p>${say.goneText}</p>
    <ul>${waiting === 0 ? null : markup`<li>${say.waiting(waiting)}</li>`}${removed.map(({ reason, count }) => markup`<li>${say.removed(count, say.reasons[reason])}</li>`)}</ul>
  </details>`;
}

function filtersHtml({ say }: ReviewVisit, product: ProductRow, asked: Asked): Html {
  return markup`<form class="filter" action="${productPath(product)}" aria-label="${say.filters}">
    <label>${say.order}<select name="sort">${SORTS.map((sort) => markup`<option value="${sort}"${selected(sort === asked.sort)}>${say.sorts[sort]}</option>`)}</select></label>
    <label>${say.star}<select name="stars"><option value="">${say.any}</option>${STARS.map((stars) => markup`<option value="${stars}"${selected(stars === asked.stars)}>${say.stars(stars)}</option>`)}</select></label>
    <label class="choice"><input type="checkbox" name="verified" value="yes"${checked(asked.isVerified)} /> ${say.verifiedOnly}</label>
    <label class="choice"><input type="checkbox" name="photos" value="yes"${checked(asked.hasPhotos)} /> ${say.photosOnly}</label>
    <button class="plain">${say.show}</button>
  </form>`;
}

const emptyHtml = ({ say }: ReviewVisit, count: number): Html =>
  count === 0
    ? markup`<div class="note empty"><p><strong>${say.none}</strong></p><p>${say.noneText}</p></div>`
    : markup`<p class="note">${say.noneFound}</p>`;

function addressOf(product: ProductRow, asked: Asked, more: Record<string, string>): string {
  const query = new URLSearchParams({
    ...(asked.sort === 'helpful' ? {} : { sort: asked.sort }),
    ...(asked.stars === undefined ? {} : { stars: String(asked.stars) }),
    ...(asked.isVerified ? { verified: 'yes' } : {}),
    ...(asked.hasPhotos ? { photos: 'yes' } : {}),
    ...more,
  }).toString();
  return `${productPath(product)}?${query}`;
}

const VOTES: Readonly<Record<string, boolean | undefined>> = { yes: true, no: false, none: undefined };

/** Takes a helpful vote and goes back to the review. */
export async function takeVote(visit: ReviewVisit): Promise<unknown> {
  const taken = await takenForm(visit);
  if (!taken) return visit.reply;
  const { app, reply } = visit;
  const { slug = '' } = visit.request.params as Record<string, string>;
  const product = await findProduct(app, slug);
  if (!product) return showMissing(visit);
  const [id, act] = [taken.form.text('review').slice(0, 64), taken.form.text('act')];
  const back = `${productPath(product)}?review=${encodeURIComponent(id)}#${encodeURIComponent(id)}`;
  try {
    if (!Object.hasOwn(VOTES, act)) throw reviewErrors('review.may_not');
    await voteForReview(app, memberDoer(taken.member, visit.request.ip), id, VOTES[act]);
    return await reply.redirect(back, 303);
  } catch (error) {
    return showRefusal(visit, error, productPath(product));
  }
}
