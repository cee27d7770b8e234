import type { Actor, App } from '#platform/app/index.ts';
import { knowledgeErrors } from '../errors.ts';
import { publishArticle, removeArticle, saveDraft } from './service.ts';
import { lockArticle, selectTexts, type TextRow } from './store.ts';

/**
 * Publishes other words of an article, in the place of the version that was read. Nobody's work is lost: throws `article.changed_since`
 * where there is a newer version, `article.draft_waits` where somebody is writing, `article.not_published`, `article.not_found`.
 */
export async function publishChange(
  app: App,
  actor: Actor,
  id: string,
  language: string,
  change: { title: string; body: string; version: number; note: string },
): Promise<{ version: number }> {
  return app.db.transaction(async () => {
    const text = await lockedText(app, id, language);
    if (text?.publishedAt == null) throw knowledgeErrors('article.not_published', { language });
    if (text.version !== change.version) throw knowledgeErrors('article.changed_since');
    if (hasDraft(text)) throw knowledgeErrors('article.draft_waits');
    const { title, body, note } = change;
    const draft = { title, body, slug: text.slug, revision: text.draftRevision };
    await saveDraft(app, actor, id, language, draft, async () => 'Somebody');
    const { version } = await publishArticle(app, actor, id, language, note);
    return { version };
  });
}

/** Removes an article that readers never saw. Throws `article.was_published`, `article.not_found`. */
export async function dropUnpublished(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await lockArticle(app, id))) throw knowledgeErrors('article.not_found', { id });
    if ((await selectTexts(app, [id])).some(({ version }) => version > 0))
      throw knowledgeErrors('article.was_published');
    await removeArticle(app, actor, id);
  });
}

async function lockedText(app: App, id: string, language: string): Promise<TextRow | undefined> {
  if (!(await lockArticle(app, id))) throw knowledgeErrors('article.not_found', { id });
  return (await selectTexts(app, [id])).find((text) => text.language === language);
}

const hasDraft = (text: TextRow): boolean =>
  (text.draftTitle ?? text.title) !== text.title || (text.draftBody ?? text.body) !== text.body;
