import { type App, remember } from '#platform/app/index.ts';
import { type Dialect, plainOf, excerptOf, renderMarkdown } from '#lib/markdown/index.ts';
import type { Section } from '#people/site/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { bestText } from './domain/choose.ts';
import { selectPublished, type TextRow } from './store.ts';

/** Where pages of the company's own are found. */
export const PAGES = '/pages';
/** Pages show pictures of this server only. */
export const DIALECT: Dialect = { picture: /^\/pages\/files\/file_[0-9a-z]+$/ };

export interface PublishedText extends TextRow {
  html: string;
  path: string;
}

export interface PublishedPage {
  id: string;
  texts: PublishedText[];
}

const held = remember(load, ({ name }) => name === 'site.changed');

/** All pages that readers see, with their HTML. Kept in memory until one changes. */
export const publishedPages = held.read;
/** Call it in the transaction that changes a page. */
export const forgetPublished = held.forget;

async function load(app: App): Promise<PublishedPage[]> {
  const pages = new Map<string, PublishedPage>();
  for (const row of await selectPublished(app)) {
    const page = pages.get(row.pageId) ?? { id: row.pageId, texts: [] };
    page.texts.push({ ...row, html: renderMarkdown(row.markdown, DIALECT), path: pathOf(row) });
    pages.set(row.pageId, page);
  }
  return [...pages.values()];
}

export const pathOf = ({ language, slug }: { language: string; slug: string }): string =>
  `${PAGES}/${language}/${encodeURIComponent(slug)}`;

/** What search engines and previews say of a page: its own words, else its beginning. */
export const summaryOf = ({ description, markdown }: TextRow): string =>
  description === '' ? excerptOf(plainOf(markdown), 160) : description;

/** Pages as they may stand in the navigation of the site. */
export async function pageSections(app: App, language: string): Promise<Section[]> {
  const [pages, { languages }] = await Promise.all([publishedPages(app), readCommunity(app)]);
  return pages.flatMap(({ id, texts }) => {
    const text = bestText(texts, language, languages[0]!);
    return text ? [{ key: `page:${id}`, path: text.path, label: text.title }] : [];
  });
}

/** Ids of the files that a text shows. */
export function filesIn(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(/\/pages\/files\/(file_[0-9a-z]+)/g)].map(([, id]) => id!))];
}
