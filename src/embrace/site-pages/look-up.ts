import type { App } from '#platform/app/index.ts';
import { findMoved } from './publish-store.ts';
import { type PublishedPage, publishedPages, type PublishedText } from './published.ts';
import { selectByKey, type TextRow } from './store.ts';

export interface Found {
  page: PublishedPage;
  text: PublishedText | undefined;
  /** The address was this page's before. */
  hasMoved: boolean;
}

/** The page of an address, with the text that has just this one; without a text where another language or a page of before has it. Any language where none is named. */
export async function pageBehind(
  app: App,
  language: string | undefined,
  slug: string,
): Promise<Found | undefined> {
  const pages = await publishedPages(app);
  const isIt = (text: PublishedText) =>
    text.slug === slug && (language === undefined || text.language === language);
  for (const page of pages) {
    const text = page.texts.find(isIt);
    if (text) return { page, text, hasMoved: false };
  }
  // An address of another language leads to what there is.
  const same = pages.find(({ texts }) => texts.some((text) => text.slug === slug));
  if (same) return { page: same, text: undefined, hasMoved: false };
  if (/\p{Cc}/u.test(`${language}${slug}`)) return undefined;
  const moved = await findMoved(app, language ?? null, slug);
  const page = pages.find(({ id }) => id === moved);
  return page && { page, text: undefined, hasMoved: true };
}

/** What is saved of a text; undefined for a key that is none. */
export async function draftBehind(app: App, key: string): Promise<TextRow | undefined> {
  return /^[\w-]{20,100}$/.test(key) ? selectByKey(app, key) : undefined;
}
