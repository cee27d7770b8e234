import type { App } from '#platform/app/index.ts';
import { selectBySlug } from '../articles/store.ts';
import { note } from '../figures/service.ts';
import { type Found, shelfOf } from '../shelf/shelf.ts';
import type { ShelfText } from '../shelf/store.ts';
import { type Catalogue, catalogueOf, type CentreArticle, textFor } from './catalogue.ts';

const MOST_FOUND = 15;
const MOST_RELATED = 3;
/** Of the best answer's score; below, an answer is noise. */
const LEAST_SCORE = 0.15;

/** Public articles for the words of a reader, best first. */
export async function searchCentre(app: App, language: string, asked: string): Promise<Found[]> {
  const shelf = await shelfOf(app);
  const found = shelf.rank(asked, { limit: MOST_FOUND, language, isPublic: true });
  return found.filter(({ score }) => score >= found[0]!.score * LEAST_SCORE);
}

/** Other articles about the same. */
export async function relatedTo(
  app: App,
  catalogue: Catalogue,
  article: CentreArticle,
  text: ShelfText,
): Promise<ShelfText[]> {
  const shelf = await shelfOf(app);
  const found = shelf.rank(text.title, { limit: MOST_RELATED + 1, language: text.language, isPublic: true });
  return found
    .filter(({ articleId }) => articleId !== article.id)
    .flatMap(({ articleId }) => catalogue.articles.find(({ id }) => id === articleId) ?? [])
    .slice(0, MOST_RELATED)
    .map((other) => textFor(catalogue, other, text.language));
}

/** The article to which an address led before. */
export async function findRedirect(app: App, language: string, slug: string): Promise<string | undefined> {
  return (await selectBySlug(app, language, slug))?.articleId;
}

/** Counts a vote for a public article; false where there is none at that address. */
export async function vote(app: App, language: string, slug: string, helped: boolean): Promise<boolean> {
  const { settings, articles } = await catalogueOf(app);
  const article = articles.find(({ texts }) =>
    texts.some((text) => text.language === language && text.slug === slug),
  );
  if (!article || !settings.isOpen) return false;
  await note(app, helped ? 'helpful' : 'unhelpful', article.id, language);
  return true;
}
