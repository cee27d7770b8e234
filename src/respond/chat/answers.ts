import type { App } from '#platform/app/index.ts';
import { findAnswers, noteHelped } from '#respond/knowledge/index.ts';
import { nearestLanguage } from './domain.ts';
import { openWidget } from './widgets.ts';
import { countAnswer } from './widgets-store.ts';

const MOST = 5;

/** Public articles for a question that is asked before a chat begins; none where the help centre is closed. */
export async function answersFor(app: App, widgetId: string, asked: { q: string; language: string }) {
  const { settings } = await openWidget(app, widgetId);
  const q = asked.q.trim();
  if (!settings.askFirst || q.length < 3) return [];
  const language = nearestLanguage(settings.languages, asked.language).toLowerCase();
  const found = await findAnswers(app, language, q, MOST);
  for (const { id } of found) await countAnswer(app, 'shown', { widgetId, articleId: id, language });
  return found;
}

/** An article answered the question, and nobody had to: counted for the article, and as deflected. */
export async function noteAnswered(
  app: App,
  widgetId: string,
  articleId: string,
  wanted: string,
): Promise<void> {
  const { settings } = await openWidget(app, widgetId);
  const language = nearestLanguage(settings.languages, wanted).toLowerCase();
  if (await noteHelped(app, articleId, language))
    await countAnswer(app, 'helped', { widgetId, articleId, language });
}
