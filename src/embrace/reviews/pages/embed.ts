import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import type { Embeds } from '#people/embeds/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { productPath, ratingOf } from '../domain.ts';
import { findProduct } from '../product/products.ts';
import { wordsIn } from '../words/index.ts';
import { numberIn } from './bits.ts';

/** A product with its rating, as a card. */
export const productEmbed: Embeds = async (app, [root, slug = '']) => {
  const settings = await readCommunity(app);
  if (!settings.isOpen || root !== 'reviews' || slug === '') return undefined;
  const product = await findProduct(app, slug);
  if (!product) return undefined;
  const [language] = settings.languages as [string];
  const say = wordsIn(language);
  const { count, average } = ratingOf(product.counts);
  return {
    path: productPath(product),
    title: product.name,
    text: excerptOf(wordsOfHtml(product.text), 280),
    facts: average === null ? [] : [say.outOf(numberIn(average, language)), say.reviews(count)],
    language,
    at: product.changedAt,
  };
};
