export const TABS = ['reviews', 'products', 'asking', 'figures'] as const;
export type Tab = (typeof TABS)[number];
export const LISTS = ['answer', 'all', 'held', 'removed'] as const;
export type List = (typeof LISTS)[number];

/** What the address of the screen says. */
export interface ReviewsSearch {
  tab?: Tab;
  list?: List;
  product?: string;
  stars?: number;
}

/** Reads an address; what it does not know, and what is usual, it leaves out. */
export function readSearch(given: Record<string, unknown>): ReviewsSearch {
  const tab = TABS.find((one) => one === given['tab'] && one !== 'reviews');
  const list = LISTS.find((one) => one === given['list'] && one !== 'answer');
  const { product } = given;
  const stars = Number(given['stars']);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(list === undefined ? {} : { list }),
    ...(typeof product === 'string' && /^prd_[0-9a-z]+$/.test(product) ? { product } : {}),
    ...(Number.isInteger(stars) && stars >= 1 && stars <= 5 ? { stars } : {}),
  };
}

/** Why a list is empty: there is nothing to review yet, nothing is of the kind that was asked for, or all is done. */
export function whyEmpty(
  { list = 'answer', product, stars }: ReviewsSearch,
  products: number | undefined,
): 'no-product' | 'narrowed' | List {
  if (products === 0) return 'no-product';
  return product === undefined && stars === undefined ? list : 'narrowed';
}

/** Five stars for the eye: `★★★☆☆`. */
export const starsIn = (stars: number): string => '★'.repeat(stars) + '☆'.repeat(5 - stars);

/** Whole percents of a share; null where there is nothing to share. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}
