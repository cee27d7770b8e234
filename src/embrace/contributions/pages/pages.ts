import { type Html, markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { acceptForms, type HttpServer } from '#platform/http/index.ts';
import { readCommunity, visitPages } from '#people/members/index.ts';
import { readEditSettings } from '../edits/settings.ts';
import { ARTICLES_TAB, pathOfEdit } from '../paths.ts';
import { wordsIn } from '../words/index.ts';
import { showEditForm, takeEditForm } from './edit-page.ts';
import { showOwnArticles, takeOwnWish } from './own-page.ts';

const FORM_BYTES = 1024 * 1024;

/** Pages on which members suggest changes of articles, and see what became of them. */
export async function addContributionPages(app: App, server: HttpServer): Promise<void> {
  await server.register(async (pages) => {
    acceptForms(pages);
    const page = visitPages(app, pages);
    page('GET', pathOfEdit(':id', ':language'), showEditForm);
    page('POST', pathOfEdit(':id', ':language'), takeEditForm, FORM_BYTES);
    page('GET', ARTICLES_TAB, (visit) => showOwnArticles(visit));
    page('POST', ARTICLES_TAB, takeOwnWish, FORM_BYTES);
  });
}

/** Below an article: where a change is suggested, while members may. Provide it for `besideArticlePort`. */
export async function suggestLine(
  app: App,
  { id, language }: { id: string; language: string },
): Promise<Html | null> {
  const [{ isOpen }, { fromLevel }] = await Promise.all([readCommunity(app), readEditSettings(app)]);
  if (!isOpen || fromLevel === null) return null;
  return markup`<p><a rel="nofollow" href="${pathOfEdit(id, language)}">${wordsIn(language).suggest}</a></p>`;
}
