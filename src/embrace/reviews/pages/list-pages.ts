import { type Html, markup } from '#lib/html/index.ts';
import { feedsBelow } from '#ui/site/index.ts';
import { picturePath, productPath, REVIEWS } from '../domain.ts';
import { listProducts, type ProductRow } from '../product/products.ts';
import { ratingHtml } from './bits.ts';
import { type ReviewVisit, show } from './visit.ts';

/** All products with what buyers think of them. */
export async function showProducts(visit: ReviewVisit): Promise<unknown> {
  const { app, say } = visit;
  const products = await listProducts(app);
  return show(visit, {
    title: say.title,
    description: say.intro,
    path: REVIEWS,
    feeds: feedsBelow(REVIEWS, say.title),
    body: markup`<h1>${say.title}</h1>
      <p class="quiet">${say.intro}</p>
      ${products.length === 0 ? markup`<p class="note">${say.noProducts}</p>` : markup`<ul class="products">${products.map((one) => card(visit, one))}</ul>`}`,
  });
}

function card({ say, language }: ReviewVisit, product: ProductRow): Html {
  return markup`<li class="product">
    ${pictureHtml(product)}
    <div>
      <h2><a href="${productPath(product)}" dir="auto">${product.name}</a></h2>
      <p>${ratingHtml(product.counts, say, language)}</p>
      ${product.isArchived ? markup`<p><span class="badge">${say.archived}</span></p>` : null}
    </div>
  </li>`;
}

/** Its picture, or its letter. */
export function pictureHtml({ pictureFileId, name }: ProductRow): Html {
  return pictureFileId === null
    ? markup`<span class="picture none" aria-hidden="true">${(Array.from(name)[0] ?? '?').toLocaleUpperCase()}</span>`
    : markup`<img class="picture" src="${picturePath(pictureFileId)}" alt="" loading="lazy" />`;
}
