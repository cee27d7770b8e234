import type { App } from '#platform/app/index.ts';
import { selectVersion } from '../articles/versions-store.ts';
import { selectArticles, selectTexts } from '../articles/store.ts';
import { bestText } from '../articles/domain.ts';
import { catalogueOf, pathOf } from './catalogue.ts';
import { readCentre } from './settings.ts';

/** The words of an article that everybody may read now. */
export interface PublicText {
  title: string;
  body: string;
  version: number;
  path: string;
}

/** As the database has it at this moment; undefined where it is not public, not published, put away, or the help centre is closed. */
export async function readPublicText(
  app: App,
  id: string,
  language: string,
): Promise<PublicText | undefined> {
  const [{ isOpen }, [article], texts] = await Promise.all([
    readCentre(app),
    selectArticles(app, { ids: [id], limit: 1 }),
    selectTexts(app, [id]),
  ]);
  const text = texts.find((one) => one.language === language);
  const isPublic = isOpen && article?.visibility === 'public' && article.archivedAt === null;
  if (!isPublic || !text || text.publishedAt === null || text.slug === null) return undefined;
  const { title, body, version, slug } = text;
  return { title: title ?? '', body: body ?? '', version, path: pathOf({ language, slug }) };
}

/** Where readers of a language find an article, and what it is called there; from memory. Undefined while they do not. */
export async function placeOfArticle(
  app: App,
  id: string,
  language: string,
): Promise<{ title: string; path: string } | undefined> {
  const { settings, articles } = await catalogueOf(app);
  const article = settings.isOpen ? articles.find((one) => one.id === id) : undefined;
  const text = article && bestText(article.texts, language, settings.languages[0]!);
  return text && { title: text.title, path: pathOf(text) };
}

/** What a version said; undefined where there is none. */
export async function readVersion(
  app: App,
  id: string,
  language: string,
  version: number,
): Promise<{ title: string; body: string } | undefined> {
  return selectVersion(app, id, language, version);
}
