import { type Html, markup } from '#lib/html/index.ts';
import type { App } from '#platform/app/index.ts';
import { COMMUNITY, readCommunity } from '#people/members/index.ts';
import { placeOfArticle } from '#respond/knowledge/index.ts';
import { wordsIn } from '../words/index.ts';
import { knownCredits, type ShownCredit } from './known.ts';

/** Below an article: from whose answer it is, and who suggested changes. Provide it for `besideArticlePort`. */
export async function creditLine(
  app: App,
  { id, language }: { id: string; language: string },
): Promise<Html | null> {
  const credits = (await knownCredits(app)).credits.get(id);
  if (!credits) return null;
  const words = wordsIn(language);
  // Where the community is closed nobody can be looked at.
  const { isOpen } = await readCommunity(app);
  const line = (kind: ShownCredit['kind'], before: string) => {
    const own = credits.filter((credit) => credit.kind === kind);
    return own.length === 0
      ? null
      : markup`<span>${before} ${joined(own.map((one) => nameOf(one, isOpen)))}</span> `;
  };
  return markup`<p class="quiet credits">${line('answer', words.fromAnswer)}${line('edit', words.withChange)}</p>`;
}

function nameOf({ handle, kind, postId }: ShownCredit, isOpen: boolean): Html {
  if (!isOpen) return markup`@${handle}`;
  const path = `${COMMUNITY}/members/${encodeURIComponent(handle)}`;
  const source = kind === 'answer' ? markup` (<a href="${COMMUNITY}/p/${postId}">↗</a>)` : null;
  return markup`<a href="${path}">@${handle}</a>${source}`;
}

const joined = (parts: readonly Html[]): Html[] =>
  parts.map((part, index) => (index === 0 ? part : markup`, ${part}`));

/** At the head of a thread: the article that it became. Provide it for `aboveThreadPort`. */
export async function becameLine(app: App, language: string, threadId: string): Promise<Html | null> {
  const articleId = (await knownCredits(app)).grown.get(threadId);
  const place = articleId === undefined ? undefined : await placeOfArticle(app, articleId, language);
  if (!place) return null;
  return markup`<p class="note">${wordsIn(language).became} <a href="${place.path}">${place.title}</a></p>`;
}
