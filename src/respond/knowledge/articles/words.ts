import type { App } from '#platform/app/index.ts';
import { selectArticles, selectTexts } from './store.ts';

/** What an article says in one language, the draft included. */
export interface ArticleWords {
  articleId: string;
  language: string;
  title: string;
  body: string;
  isPublished: boolean;
  isArchived: boolean;
  changedAt: Date;
}

const MOST = 20_000;

/** Articles in every language they have, or only these. */
export async function readArticleWords(app: App, ids?: readonly string[]): Promise<ArticleWords[]> {
  const articles = new Map(
    (await selectArticles(app, { ...(ids ? { ids } : {}), limit: MOST })).map((row) => [row.id, row]),
  );
  const texts = await selectTexts(app, [...articles.keys()]);
  return texts.map((text) => {
    const { articleId, language, title, body, draftTitle, draftBody, publishedAt, changedAt, draftAt } = text;
    const article = articles.get(articleId)!;
    return {
      articleId,
      language,
      title: title ?? draftTitle ?? '',
      body: body ?? draftBody ?? '',
      isPublished: publishedAt !== null,
      isArchived: article.archivedAt !== null,
      changedAt: changedAt ?? draftAt ?? article.createdAt,
    };
  });
}
