import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { listCategories, saveCategories } from '../articles/categories.ts';
import { addText, changeArticle, createArticle, publishArticle, saveDraft } from '../articles/service.ts';
import { selectArticles, selectTexts } from '../articles/store.ts';
import { knowledgeErrors } from '../errors.ts';
import { type ArticleFileLine, csvOf, ndjsonOf } from './lines.ts';
import { readArticleFile } from './read-file.ts';

const MOST = 20_000;
const MOST_TOLD = 100;

/** All articles that are not put away, as a file; drafts without a title stay at home. */
export async function exportArticles(app: App, actor: Actor, format: 'ndjson' | 'csv'): Promise<string> {
  const articles = (await selectArticles(app, { limit: MOST })).filter(
    ({ archivedAt }) => archivedAt === null,
  );
  const [texts, categories] = await Promise.all([
    selectTexts(
      app,
      articles.map(({ id }) => id),
    ),
    listCategories(app),
  ]);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const byId = new Map(articles.map((article) => [article.id, article]));
  const titled = texts.filter(({ title, draftTitle }) => (title ?? draftTitle ?? '').trim() !== '');
  const rows = titled.map((text): ArticleFileLine => {
    const article = byId.get(text.articleId)!;
    return {
      article: text.articleId,
      language: text.language,
      title: text.title ?? text.draftTitle ?? '',
      body: text.body ?? text.draftBody ?? '',
      category: article.categoryId === null ? null : (names.get(article.categoryId) ?? null),
      visibility: article.visibility,
      slug: text.slug,
      isPublished: text.publishedAt !== null,
    };
  });
  await audit(app, actor, {
    action: 'articles.exported',
    subject: 'articles',
    detail: { texts: rows.length, format },
  });
  return format === 'csv' ? csvOf(rows) : ndjsonOf(rows);
}

export interface Imported {
  articles: number;
  texts: number;
  problems: { line: number; reason: string }[];
}

/** Adds the articles of a file: all that can be read, or none where the database refuses one. Published ones are published at once. */
export async function importArticles(
  app: App,
  actor: Actor,
  { text, format }: { text: string; format: 'ndjson' | 'csv' },
): Promise<Imported> {
  const { rows, problems } = readArticleFile(text, format);
  if (rows.length === 0)
    throw knowledgeErrors('knowledge.import_wrong', {
      reason: problems[0]?.reason ?? 'The file has no article.',
    });
  return app.db.transaction(async () => {
    const categories = await withCategories(app, actor, rows);
    const known = new Map<string, string>();
    for (const row of rows) {
      const id = row.article === undefined ? undefined : known.get(row.article);
      if (id === undefined) {
        const categoryId = row.category ? categories.get(row.category.toLowerCase())! : null;
        const made = await createArticle(app, actor, { ...row, categoryId });
        if (row.article !== undefined) known.set(row.article, made.id);
        await finish(app, actor, made.id, row);
      } else {
        await addText(app, actor, id, row);
        await finish(app, actor, id, row);
      }
    }
    const articles = rows.filter(({ article }) => article === undefined).length + known.size;
    await audit(app, actor, {
      action: 'articles.imported',
      subject: 'articles',
      detail: { articles, texts: rows.length },
    });
    return { articles, texts: rows.length, problems: problems.slice(0, MOST_TOLD) };
  });
}

async function finish(app: App, actor: Actor, id: string, row: ArticleFileLine): Promise<void> {
  if (row.slug) {
    const draft = { title: row.title, body: row.body, slug: row.slug, revision: 1 };
    await saveDraft(app, actor, id, row.language, draft, async () => 'Somebody');
  }
  if (row.isPublished) await publishArticle(app, actor, id, row.language);
  if (row.visibility === 'internal') await changeArticle(app, actor, id, { visibility: 'internal' });
}

async function withCategories(
  app: App,
  actor: Actor,
  rows: readonly ArticleFileLine[],
): Promise<Map<string, string>> {
  const there = await listCategories(app);
  const names = new Map(there.map(({ name }) => [name.toLowerCase(), name]));
  const added = rows.flatMap(({ category }) => (category ? [category] : []));
  for (const name of added) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  const all =
    names.size === there.length
      ? there
      : await saveCategories(app, actor, {
          items: [
            ...there.map(({ id, name }) => ({ id, name })),
            ...[...names.values()].slice(there.length).map((name) => ({ name })),
          ],
        });
  return new Map(all.map(({ id, name }) => [name.toLowerCase(), id]));
}
