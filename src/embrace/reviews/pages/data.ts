import { originOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { photoPath, picturePath, productPath, ratingOf, REVIEWS, reviewPath } from '../domain.ts';
import type { ReviewRow } from '../review/store.ts';
import { writerOf } from './bits.ts';
import type { Shelf } from './review-view.ts';

/** What search engines read of a product (schema.org): no more and no better than what people read. */
export function productData(app: App, shelf: Shelf, rows: readonly ReviewRow[]): object {
  const { product } = shelf;
  const publicUrl = originOf(app, REVIEWS);
  const { count, average } = ratingOf(product.counts);
  const shown = rows.filter(({ state }) => state === 'shown');
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': `${publicUrl}${productPath(product)}`,
    name: product.name,
    url: product.url ?? `${publicUrl}${productPath(product)}`,
    ...(product.text === '' ? {} : { description: excerptOf(product.text, 500) }),
    ...(product.externalId === null ? {} : { sku: product.externalId }),
    ...(product.pictureFileId === null ? {} : { image: `${publicUrl}${picturePath(product.pictureFileId)}` }),
    ...(average === null
      ? {}
      : {
          aggregateRating: {
            '@type': 'AggregateRating',
            ratingValue: average,
            reviewCount: count,
            bestRating: 5,
            worstRating: 1,
          },
          review: shown.map((row) => reviewData(publicUrl, row, shelf)),
        }),
  };
}

function reviewData(publicUrl: string, row: ReviewRow, { product, members, words, photos }: Shelf): object {
  const pictures = photos.get(row.id) ?? [];
  return {
    '@type': 'Review',
    '@id': `${publicUrl}${reviewPath(product, row.id)}`,
    name: row.title,
    // What the author got is part of what he says.
    reviewBody: [words.incentives[row.incentive], excerptOf(wordsOfHtml(row.html), 1000)]
      .filter((part) => part !== '')
      .join(' '),
    datePublished: row.writtenAt.toISOString(),
    dateModified: row.changedAt.toISOString(),
    author: { '@type': 'Person', name: writerOf(row, members, words).name },
    reviewRating: { '@type': 'Rating', ratingValue: row.stars, bestRating: 5, worstRating: 1 },
    ...(pictures.length === 0 ? {} : { image: pictures.map((id) => `${publicUrl}${photoPath(id)}`) }),
  };
}
