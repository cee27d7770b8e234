import * as markdown from '#lib/markdown/index.ts';

export { excerptOf, plainOf } from '#lib/markdown/index.ts';

/** Articles show pictures of this server only. */
const ARTICLE: markdown.Dialect = { picture: /^\/help\/files\/file_[0-9a-z]+$/ };

/** HTML of an article's Markdown. */
export const renderMarkdown = (text: string): string => markdown.renderMarkdown(text, ARTICLE);

/** Cleans once more what `renderMarkdown` made, before it is shown. */
export const cleanAgain = (html: string): string => markdown.cleanAgain(html, ARTICLE);

/** Ids of the files that a text shows. */
export function filesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\/help\/files\/(file_[0-9a-z]+)/g)].map(([, id]) => id!))];
}
