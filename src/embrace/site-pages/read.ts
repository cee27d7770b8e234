import type { App } from '#platform/app/index.ts';
import { readNavigation } from '#people/site/index.ts';
import { pageErrors } from './errors.ts';
import { PAGES, pathOf } from './published.ts';
import type { PageDetail, PageView, VersionView } from './schema.ts';
import { selectTexts, selectVersions, type TextRow } from './store.ts';

/** All pages with what is saved of them, the oldest first. */
export async function listPages(app: App): Promise<PageView[]> {
  return (await pagesWith(app, null)).map(({ texts, ...page }) => ({
    ...page,
    texts: texts.map(({ description: _description, markdown: _markdown, ...text }) => text),
  }));
}

/** One page with its texts. Throws `site_page.not_found`. */
export async function readPage(app: App, id: string): Promise<PageDetail> {
  const [page] = await pagesWith(app, id);
  if (!page) throw pageErrors('site_page.not_found');
  return page;
}

/** What was saved of a text, the newest first. */
export async function listVersions(app: App, id: string, language: string): Promise<VersionView[]> {
  const rows = await selectVersions(app, id, language);
  if (rows.length === 0) throw pageErrors('site_page.not_found');
  return rows.map(({ version, title, markdown, savedBy, savedAt }) => ({
    version,
    title,
    markdown,
    savedBy,
    savedAt: savedAt.toISOString(),
  }));
}

async function pagesWith(app: App, id: string | null): Promise<PageDetail[]> {
  const [rows, { settings }] = await Promise.all([selectTexts(app, id), readNavigation(app)]);
  const pages = new Map<string, PageDetail>();
  for (const row of rows) {
    const isIn = (place: 'header' | 'footer') =>
      settings[place].some(({ key, isShown }) => isShown && key === `page:${row.pageId}`);
    const place = isIn('header') ? 'header' : isIn('footer') ? 'footer' : null;
    const page = pages.get(row.pageId) ?? { id: row.pageId, place, texts: [] };
    page.texts.push(present(row));
    pages.set(row.pageId, page);
  }
  return [...pages.values()];
}

function present({
  pageId: _id,
  previewKey,
  savedAt,
  publishedAt,
  ...text
}: TextRow): PageDetail['texts'][number] {
  return {
    ...text,
    savedAt: savedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    path: publishedAt === null ? null : pathOf(text),
    previewPath: `${PAGES}/preview/${previewKey}`,
  };
}
