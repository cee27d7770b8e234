import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readFiles, releaseFiles, useFiles } from '#platform/files/index.ts';
import { readCentre } from '../centre/settings.ts';
import { knowledgeErrors } from '../errors.ts';
import type { articleChange, articleInput, draftInput } from '../schema.ts';
import { articleChanged } from './changed.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { filesIn, plainOf, renderMarkdown } from './markdown.ts';
import {
  type ArticleRow,
  clearDraft,
  deleteArticle,
  insertArticle,
  insertText,
  lockArticle,
  moveSlug,
  publishText,
  selectSlugOwners,
  selectTexts,
  type TextRow,
  updateArticle,
  updateDraft,
  withdrawText,
} from './store.ts';
import { insertVersion, selectVersion } from './versions-store.ts';

/** Begins an article as a draft. Throws `knowledge.no_category`. */
export async function createArticle(
  app: App,
  actor: Actor,
  input: z.output<typeof articleInput>,
): Promise<{ id: string }> {
  const id = newId('article');
  const { language, title, body, visibility, categoryId } = input;
  await app.db.transaction(async () => {
    await naming(categoryId, insertArticle(app, { id, visibility, categoryId, createdBy: actor.id }));
    await insertText(app, { articleId: id, language, title, body, by: actor.id });
    await keepFiles(app, id, [body]);
    await articleChanged(app, actor, 'created', id, { language, title, visibility });
  });
  return { id };
}

/** Begins the text of an article in another language. Throws `article.text_taken`. */
export async function addText(
  app: App,
  actor: Actor,
  id: string,
  { language, title, body }: { language: string; title: string; body: string },
): Promise<void> {
  await app.db.transaction(async () => {
    await mustLock(app, id);
    if (!(await insertText(app, { articleId: id, language, title, body, by: actor.id })))
      throw knowledgeErrors('article.text_taken', { language });
    await articleChanged(app, actor, 'text_begun', id, { language });
  });
}

/** Saves what is being written; readers see nothing of it. Throws `article.overtaken` where somebody else saved in between. */
export async function saveDraft(
  app: App,
  actor: Actor,
  id: string,
  language: string,
  input: z.output<typeof draftInput>,
  nameOf: (userId: string) => Promise<string>,
): Promise<{ revision: number }> {
  const { title, body } = input;
  const slug = input.slug === null || input.slug === '' ? null : slugOf(input.slug, 'article');
  const row = { articleId: id, language, title, body, slug, by: actor.id, revision: input.revision };
  return app.db.transaction(async () => {
    const text = await mustHaveText(app, id, language);
    const revision = await updateDraft(app, row);
    if (revision === undefined)
      throw knowledgeErrors('article.overtaken', {
        who: text.draftBy ? await nameOf(text.draftBy) : 'Somebody',
      });
    await keepFiles(app, id, [body, text.body ?? '']);
    // Saved every few seconds while somebody types: the log says it once a draft.
    if (text.draftBody === null) await articleChanged(app, actor, 'draft_begun', id, { language });
    return { revision };
  });
}

/** What is being written is thrown away; readers see what they saw. */
export async function dropDraft(app: App, actor: Actor, id: string, language: string): Promise<void> {
  await app.db.transaction(async () => {
    const text = await mustHaveText(app, id, language);
    if (text.publishedAt === null) throw knowledgeErrors('article.not_published', { language });
    await clearDraft(app, id, language);
    await articleChanged(app, actor, 'draft_dropped', id, { language });
  });
}

/** Shows the draft to readers as a new version. Throws `article.empty`, `article.slug_taken`. */
export async function publishArticle(
  app: App,
  actor: Actor,
  id: string,
  language: string,
  note?: string,
): Promise<{ version: number; slug: string }> {
  return app.db.transaction(async () => {
    const article = await mustLock(app, id);
    const text = await mustHaveText(app, id, language);
    const title = (text.draftTitle ?? text.title ?? '').trim();
    const body = text.draftBody ?? text.body ?? '';
    if (title === '' || plainOf(body) === '') throw knowledgeErrors('article.empty');
    const slug = await freeSlug(app, id, text, title);
    const version = text.version + 1;
    await publishText(app, {
      articleId: id,
      language,
      title,
      body,
      html: renderMarkdown(body),
      slug,
      version,
    });
    await insertVersion(app, {
      articleId: id,
      language,
      version,
      title,
      body,
      by: actor,
      note: note ?? null,
    });
    await moveSlug(app, id, language, text.slug, slug);
    await planReview(app, article);
    await articleChanged(app, actor, 'published', id, { language, version, title, slug });
    return { version, slug };
  });
}

/** Whoever publishes has looked: the day to look again moves, where it is none or has come. */
async function planReview(app: App, article: ArticleRow): Promise<void> {
  const { reviewAfterDays } = await readCentre(app);
  const dayIn = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  if (reviewAfterDays === null || (article.reviewOn !== null && article.reviewOn > dayIn(0))) return;
  const { categoryId, visibility, archivedAt } = article;
  const reviewOn = dayIn(reviewAfterDays);
  await updateArticle(app, article.id, { categoryId, visibility, reviewOn, isArchived: archivedAt !== null });
}

/** The wished address must be free; one that we make up gets a number where it is not. */
async function freeSlug(app: App, id: string, text: TextRow, title: string): Promise<string> {
  const isFree = async (slug: string) =>
    (await selectSlugOwners(app, text.language, slug)).every((owner) => owner === id);
  if (text.draftSlug !== null) {
    if (!(await isFree(text.draftSlug)))
      throw knowledgeErrors('article.slug_taken', { slug: text.draftSlug });
    return text.draftSlug;
  }
  if (text.slug !== null) return text.slug;
  const base = slugOf(title, 'article');
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!RESERVED.has(slug) && (await isFree(slug))) return slug;
  }
}

/** Addresses of the help centre itself. */
const RESERVED = new Set(['search', 'feed', 'thanks', 'topic']);

/** Readers see the text no more; what they saw is the draft. */
export async function withdrawArticle(app: App, actor: Actor, id: string, language: string): Promise<void> {
  await app.db.transaction(async () => {
    await mustLock(app, id);
    const text = await mustHaveText(app, id, language);
    if (text.publishedAt === null) throw knowledgeErrors('article.not_published', { language });
    await withdrawText(app, id, language);
    await articleChanged(app, actor, 'withdrawn', id, { language });
  });
}

/** An earlier version becomes the draft. Throws `article.no_version`. */
export async function restoreVersion(
  app: App,
  actor: Actor,
  id: string,
  language: string,
  version: number,
): Promise<{ revision: number }> {
  return app.db.transaction(async () => {
    const text = await mustHaveText(app, id, language);
    const old = await selectVersion(app, id, language, version);
    if (!old) throw knowledgeErrors('article.no_version', { version });
    const revision = await updateDraft(app, {
      articleId: id,
      language,
      title: old.title,
      body: old.body,
      slug: null,
      by: actor.id,
      revision: text.draftRevision,
    });
    await keepFiles(app, id, [old.body, text.body ?? '']);
    await articleChanged(app, actor, 'restored', id, { language, version });
    return { revision: revision! };
  });
}

/** Who may read it, where it stands, when it is looked at again, and whether it is put away. Throws `knowledge.no_category`. */
export async function changeArticle(
  app: App,
  actor: Actor,
  id: string,
  change: z.output<typeof articleChange>,
): Promise<void> {
  await app.db.transaction(async () => {
    const before = await mustLock(app, id);
    const categoryId = change.categoryId === undefined ? before.categoryId : change.categoryId;
    const row = {
      categoryId,
      visibility: change.visibility ?? before.visibility,
      reviewOn: change.reviewOn === undefined ? before.reviewOn : change.reviewOn,
      isArchived: change.isArchived ?? before.archivedAt !== null,
    };
    await naming(categoryId, updateArticle(app, id, row));
    await articleChanged(app, actor, 'changed', id, change);
  });
}

/** The database decides whether there is the category: it may be removed at this moment. */
async function naming(categoryId: string | null, written: Promise<void>): Promise<void> {
  try {
    await written;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23503')
      throw knowledgeErrors('knowledge.no_category', { id: categoryId ?? '' });
    throw error;
  }
}

/** Removes an article for good, with its versions and what it learned. */
export async function removeArticle(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const [text] = await selectTexts(app, [id]);
    if (!(await deleteArticle(app, id))) throw knowledgeErrors('article.not_found', { id });
    await releaseFiles(app, [`article:${id}`]);
    await articleChanged(app, actor, 'removed', id, { title: text?.title ?? text?.draftTitle ?? '' });
  });
}

async function mustLock(app: App, id: string): Promise<ArticleRow> {
  const article = await lockArticle(app, id);
  if (!article) throw knowledgeErrors('article.not_found', { id });
  return article;
}

async function mustHaveText(app: App, id: string, language: string): Promise<TextRow> {
  const texts = await selectTexts(app, [id]);
  if (texts.length === 0) throw knowledgeErrors('article.not_found', { id });
  const text = texts.find((one) => one.language === language);
  if (!text) throw knowledgeErrors('article.no_text', { language });
  return text;
}

/** Files that a draft or a published text shows stay as long as the article. */
async function keepFiles(app: App, id: string, bodies: readonly string[]): Promise<void> {
  const named = [...new Set(bodies.flatMap(filesIn))];
  if (named.length === 0) return;
  const known = await readFiles(app, named);
  await useFiles(
    app,
    known.map((file) => file.id),
    `article:${id}`,
  );
}
