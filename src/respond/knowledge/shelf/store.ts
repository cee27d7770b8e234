import type { App } from '#platform/app/index.ts';

export interface ShelfText {
  articleId: string;
  language: string;
  categoryId: string | null;
  visibility: 'public' | 'internal';
  title: string;
  body: string;
  html: string;
  slug: string;
  publishedAt: Date;
  changedAt: Date;
}

/** Texts that readers or agents can see, of all articles or of some. */
export async function selectPublished(app: App, ids?: readonly string[]): Promise<ShelfText[]> {
  return app.db.query<ShelfText>(
    `select t.article_id as "articleId", t.language, a.category_id as "categoryId", a.visibility, t.title, t.body, t.html, t.slug,
       t.published_at as "publishedAt", t.changed_at as "changedAt"
      from article_texts t join articles a on a.id = t.article_id
      where t.published_at is not null and a.archived_at is null and ($1::text[] is null or a.id = any($1))
      order by t.article_id, t.language`,
    [ids ?? null],
  );
}

/** Questions that articles have answered. */
export async function selectQuestions(
  app: App,
  ids?: readonly string[],
): Promise<{ id: string; articleId: string; language: string; question: string }[]> {
  return app.db.query(
    `select id, article_id as "articleId", language, question from article_uses
      where learned_at is not null and question is not null and ($1::text[] is null or article_id = any($1)) order by id`,
    [ids ?? null],
  );
}
