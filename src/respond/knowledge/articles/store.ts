import type { App } from '#platform/app/index.ts';

export interface ArticleRow {
  id: string;
  categoryId: string | null;
  visibility: 'public' | 'internal';
  /** `2026-11-22` */
  reviewOn: string | null;
  archivedAt: Date | null;
  createdAt: Date;
}

export interface TextRow {
  articleId: string;
  language: string;
  slug: string | null;
  title: string | null;
  body: string | null;
  html: string | null;
  version: number;
  publishedAt: Date | null;
  changedAt: Date | null;
  draftTitle: string | null;
  draftBody: string | null;
  draftSlug: string | null;
  draftBy: string | null;
  draftRevision: number;
  draftAt: Date | null;
}

const ARTICLE = `id, category_id as "categoryId", visibility, review_on::text as "reviewOn", archived_at as "archivedAt", created_at as "createdAt"`;
const TEXT = `article_id as "articleId", language, slug, title, body, html, version, published_at as "publishedAt", changed_at as "changedAt",
  draft_title as "draftTitle", draft_body as "draftBody", draft_slug as "draftSlug", draft_by as "draftBy", draft_revision as "draftRevision", draft_at as "draftAt"`;

export async function insertArticle(
  app: App,
  row: Pick<ArticleRow, 'id' | 'categoryId' | 'visibility'> & { createdBy: string },
): Promise<void> {
  await app.db.query(
    'insert into articles (id, category_id, visibility, created_by) values ($1, $2, $3, $4)',
    [row.id, row.categoryId, row.visibility, row.createdBy],
  );
}

/** Newest first; `ids` limits it to some, `before` to those before an id. */
export async function selectArticles(
  app: App,
  asked: { ids?: readonly string[]; before?: string | undefined; limit: number },
): Promise<ArticleRow[]> {
  return app.db.query<ArticleRow>(
    `select ${ARTICLE} from articles where ($1::text[] is null or id = any($1)) and ($2::text is null or id < $2) order by id desc limit $3`,
    [asked.ids ?? null, asked.before ?? null, asked.limit],
  );
}

/** Locked until the ambient transaction ends. */
export async function lockArticle(app: App, id: string): Promise<ArticleRow | undefined> {
  const [row] = await app.db.query<ArticleRow>(`select ${ARTICLE} from articles where id = $1 for update`, [
    id,
  ]);
  return row;
}

export async function updateArticle(
  app: App,
  id: string,
  row: Pick<ArticleRow, 'categoryId' | 'visibility' | 'reviewOn'> & { isArchived: boolean },
): Promise<void> {
  await app.db.query(
    `update articles set category_id = $2, visibility = $3, review_on = $4,
       archived_at = case when $5 then coalesce(archived_at, now()) end where id = $1`,
    [id, row.categoryId, row.visibility, row.reviewOn, row.isArchived],
  );
}

export async function deleteArticle(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from articles where id = $1 returning 1', [id])).length > 0;
}

export async function selectTexts(app: App, articleIds: readonly string[]): Promise<TextRow[]> {
  return app.db.query<TextRow>(
    `select ${TEXT} from article_texts where article_id = any($1) order by article_id, language`,
    [articleIds],
  );
}

/** Answers false where the article has a text in that language. */
export async function insertText(
  app: App,
  row: { articleId: string; language: string; title: string; body: string; by: string },
): Promise<boolean> {
  const made = await app.db.query(
    `insert into article_texts (article_id, language, draft_title, draft_body, draft_by, draft_revision, draft_at)
     values ($1, $2, $3, $4, $5, 1, now()) on conflict do nothing returning 1`,
    [row.articleId, row.language, row.title, row.body, row.by],
  );
  return made.length > 0;
}

/** Answers the new revision, or undefined where somebody saved in between. */
export async function updateDraft(
  app: App,
  row: {
    articleId: string;
    language: string;
    title: string;
    body: string;
    slug: string | null;
    by: string;
    revision: number;
  },
): Promise<number | undefined> {
  const [saved] = await app.db.query<{ revision: number }>(
    `update article_texts set draft_title = $3, draft_body = $4, draft_slug = $5, draft_by = $6, draft_revision = draft_revision + 1, draft_at = now()
      where article_id = $1 and language = $2 and (draft_revision = $7 or (draft_by = $6 and draft_revision > $7))
      returning draft_revision as revision`,
    [row.articleId, row.language, row.title, row.body, row.slug, row.by, row.revision],
  );
  return saved?.revision;
}

export async function clearDraft(app: App, articleId: string, language: string): Promise<void> {
  await app.db.query(
    `update article_texts set draft_title = null, draft_body = null, draft_slug = null, draft_by = null, draft_at = null,
       draft_revision = draft_revision + 1 where article_id = $1 and language = $2`,
    [articleId, language],
  );
}

export async function publishText(
  app: App,
  row: {
    articleId: string;
    language: string;
    title: string;
    body: string;
    html: string;
    slug: string;
    version: number;
  },
): Promise<void> {
  await app.db.query(
    `update article_texts set title = $3, body = $4, html = $5, slug = $6, version = $7, published_at = coalesce(published_at, now()),
       changed_at = now(), draft_title = null, draft_body = null, draft_slug = null, draft_by = null, draft_at = null,
       draft_revision = draft_revision + 1 where article_id = $1 and language = $2`,
    [row.articleId, row.language, row.title, row.body, row.html, row.slug, row.version],
  );
}

/** What readers saw becomes the draft, unless there is one. */
export async function withdrawText(app: App, articleId: string, language: string): Promise<void> {
  await app.db.query(
    `update article_texts set draft_title = coalesce(draft_title, title), draft_body = coalesce(draft_body, body), draft_at = now(),
       draft_revision = draft_revision + 1, published_at = null where article_id = $1 and language = $2`,
    [articleId, language],
  );
}

/** Articles whose text in a language has one of these addresses, or had it. */
export async function selectSlugOwners(app: App, language: string, slug: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select article_id as id from article_texts where language = $1 and slug = $2',
    [language, slug],
  );
  return rows.map(({ id }) => id);
}

/** The old address leads to the article; the new one leads nowhere else any more. */
export async function moveSlug(
  app: App,
  articleId: string,
  language: string,
  from: string | null,
  to: string,
): Promise<void> {
  await app.db.query('delete from article_redirects where language = $1 and slug = $2', [language, to]);
  if (from === null || from === to) return;
  await app.db.query(
    `insert into article_redirects (language, slug, article_id) values ($1, $2, $3)
     on conflict (language, slug) do update set article_id = excluded.article_id`,
    [language, from, articleId],
  );
}

/** The published text of an address, or the article to which an old address leads. */
export async function selectBySlug(
  app: App,
  language: string,
  slug: string,
): Promise<{ articleId: string; isOld: boolean } | undefined> {
  const [row] = await app.db.query<{ articleId: string; isOld: boolean }>(
    `select article_id as "articleId", false as "isOld" from article_texts where language = $1 and slug = $2
     union all select article_id, true from article_redirects where language = $1 and slug = $2
     order by "isOld" limit 1`,
    [language, slug],
  );
  return row;
}
