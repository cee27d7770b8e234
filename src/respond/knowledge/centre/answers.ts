import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { note, noteSearch } from '../figures/service.ts';
import { searchCentre } from './asked.ts';
import { catalogueOf, pathOf, shortOf } from './catalogue.ts';

export interface Answer {
  /** The article's id. */
  id: string;
  title: string;
  excerpt: string;
  url: string;
}

/** Public articles for a question that somebody asks elsewhere than in the help centre, best first; none where it is closed. */
export async function findAnswers(
  app: App,
  language: string,
  asked: string,
  limit: number,
): Promise<Answer[]> {
  const { settings } = await catalogueOf(app);
  if (!settings.isOpen) return [];
  const found = await searchCentre(app, language, asked);
  await noteSearch(app, language, asked, found.length > 0);
  return found.slice(0, limit).map(({ articleId, text }) => ({
    id: articleId,
    title: text.title,
    excerpt: shortOf(text),
    url: addressOf(app, pathOf(text)),
  }));
}

/** Counts that a public article helped; false where there is none. */
export async function noteHelped(app: App, articleId: string, language: string): Promise<boolean> {
  const { settings, articles } = await catalogueOf(app);
  if (!settings.isOpen || !articles.some(({ id }) => id === articleId)) return false;
  await note(app, 'helpful', articleId, language);
  return true;
}
