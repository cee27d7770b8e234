import type { App } from '#platform/app/index.ts';
import { readCommunity } from '#people/members/index.ts';
import type { Section } from '#people/site/index.ts';
import { REVIEWS } from '../domain.ts';
import { hasProducts } from '../product/listed.ts';
import { wordsIn } from '../words/index.ts';

/** Reviews in the navigation, once there is a product. */
export async function reviewSection(app: App, language: string): Promise<Section | undefined> {
  const { isOpen } = await readCommunity(app);
  if (!isOpen || !(await hasProducts(app))) return undefined;
  return { key: 'reviews', path: REVIEWS, root: REVIEWS, label: wordsIn(language).section };
}
