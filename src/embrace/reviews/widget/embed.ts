import type { App } from '#platform/app/index.ts';
import { markup } from '#lib/html/index.ts';
import { dressOf } from '#people/site/index.ts';
import { FORUM_STYLE } from '#embrace/forum/index.ts';
import { directionOf } from '#ui/site/index.ts';
import { productPath } from '../domain.ts';
import { ratingHtml } from '../pages/bits.ts';
import { shelfOf } from '../pages/product-pages.ts';
import { reviewView } from '../pages/review-view.ts';
import { STYLE } from '../pages/visit.ts';
import type { ProductRow } from '../product/products.ts';
import { selectHidden } from '../product/store.ts';
import { listReviews } from '../review/find.ts';
import { hiddenOf } from '../review/present.ts';
import { wordsIn } from '../words/index.ts';
import { hiddenLines } from './data.ts';

/** The most helpful reviews as a page for a frame, for shops without scripts: links open beside it, and nobody is signed in here. */
export async function embedPage(app: App, product: ProductRow, lang: string): Promise<string> {
  const language = lang.toLowerCase().startsWith('de') ? 'de' : 'en';
  const say = wordsIn(language);
  const { rows } = await listReviews(app, { productId: product.id, sort: 'helpful', limit: 10 });
  const [dress, shelf, hidden] = await Promise.all([
    dressOf(app),
    shelfOf({ app, say, language }, product, rows),
    selectHidden(app, [product.id]),
  ]);
  const path = productPath(product);
  return markup`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" /><title>${product.name} – ${say.title}</title>
        <base target="_blank" />
        ${[...dress.stylesheets, FORUM_STYLE, STYLE].map((style) => markup`<link rel="stylesheet" href="${style}" />`)}
      </head>
      <body>
        <main class="wrap">
          <h1>${say.title}: <a href="${path}">${product.name}</a></h1>
          <p>${ratingHtml(product.counts, say, language)}</p>
          ${rows.map((row) => reviewView(row, shelf))}
          ${hiddenLines(hiddenOf(hidden), say).map((line) => markup`<p class="quiet">${line}</p>`)}
          <p><a href="${path}">${say.toReviews}</a></p>
        </main>
      </body>
    </html>`.text;
}
