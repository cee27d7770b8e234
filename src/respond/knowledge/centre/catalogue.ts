import { type App, perApp } from '#platform/app/index.ts';
import { listCategories } from '../articles/categories.ts';
import { bestText } from '../articles/domain.ts';
import { excerptOf, plainOf } from '../articles/markdown.ts';
import { selectPublished, type ShelfText } from '../shelf/store.ts';
import type { CentreSettings } from './schema.ts';
import { CENTRE, readCentre } from './settings.ts';
import '../events.ts';

/** A public article with all its texts. */
export interface CentreArticle {
  id: string;
  categoryId: string | null;
  texts: ShelfText[];
}

/** All that the pages are made of. */
export interface Catalogue {
  settings: CentreSettings;
  categories: { id: string; name: string; slug: string }[];
  articles: CentreArticle[];
}

const placeOf = perApp((app) => {
  const place: { at: Promise<Catalogue> | undefined } = { at: undefined };
  app.bus.on('knowledge.changed', () => void (place.at = undefined));
  app.bus.on('bus.resync', () => void (place.at = undefined));
  return place;
});

/** Public articles and settings as they are now; kept in memory until something changes. */
export function catalogueOf(app: App): Promise<Catalogue> {
  const place = placeOf(app);
  const known = (place.at ??= readCatalogue(app));
  known.catch(() => void (place.at = undefined));
  return known;
}

async function readCatalogue(app: App): Promise<Catalogue> {
  const [settings, categories, texts] = await Promise.all([
    readCentre(app),
    listCategories(app),
    selectPublished(app),
  ]);
  const place = (language: string) =>
    settings.languages.includes(language) ? settings.languages.indexOf(language) : 99;
  const byArticle = Map.groupBy(
    texts
      .filter(({ visibility }) => visibility === 'public')
      .sort((a, b) => place(a.language) - place(b.language)),
    ({ articleId }) => articleId,
  );
  const articles = Array.from(byArticle, ([id, own]) => ({ id, categoryId: own[0]!.categoryId, texts: own }));
  return { settings, categories, articles };
}

/** The text of an article that a reader of a language gets. */
export function textFor({ settings }: Catalogue, article: CentreArticle, language: string): ShelfText {
  return bestText(article.texts, language, settings.languages[0]!)!;
}

export function pathOf(text: Pick<ShelfText, 'language' | 'slug'>): string {
  return `${CENTRE}/${text.language}/${encodeURIComponent(text.slug)}`;
}

export const shortOf = (text: ShelfText): string => excerptOf(plainOf(text.body), 160);
