import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { findEverywhere } from '#respond/answers/index.ts';
import { findAnswers, noteHelped } from '#respond/knowledge/index.ts';
import { nearestLanguage } from './domain.ts';
import { openWidget } from './widgets.ts';
import { countAnswer } from './widgets-store.ts';

const MOST = 5;
const MOST_THREADS = 2;

/** Public articles and solved questions for what is asked before a chat begins; none of a part of the site that is closed. */
export async function answersFor(app: App, widgetId: string, asked: { q: string; language: string }) {
  const { settings } = await openWidget(app, widgetId);
  const q = asked.q.trim();
  if (!settings.askFirst || q.length < 3) return [];
  const language = nearestLanguage(settings.languages, asked.language).toLowerCase();
  const [found, threads] = await Promise.all([
    findAnswers(app, language, q, MOST),
    solvedThreads(app, language, q),
  ]);
  for (const { id } of found) await countAnswer(app, 'shown', { widgetId, articleId: id, language });
  return [...found.slice(0, MOST - threads.length), ...threads];
}

/** Solved questions of the open community that everybody may read, with the answer that was accepted. */
async function solvedThreads(app: App, language: string, asked: string) {
  const wish = { language, visitor: undefined, limit: MOST_THREADS, kinds: ['thread'] };
  return (await findEverywhere(app, asked, wish)).map(({ id, title, sentence, path }) => ({
    id,
    title,
    excerpt: sentence,
    url: addressOf(app, path),
  }));
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
