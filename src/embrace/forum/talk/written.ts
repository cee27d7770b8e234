import type { App } from '#platform/app/index.ts';
import { type Dialect, mentionsIn, renderMarkdown } from '#lib/markdown/index.ts';
import { COMMUNITY, LONGEST_TITLE, MOST_LETTERS, MOST_MENTIONS, titleOf, wordsOf } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { membersByHandle } from '../people.ts';

/** Posts show pictures of this server only. */
export const FORUM_DIALECT: Dialect = { picture: /^\/community\/files\/file_[0-9a-z]+$/, isForeign: true };

export interface Written {
  markdown: string;
  html: string;
  mentions: string[];
}

/** What somebody wrote, as it is kept and shown. Throws `forum.empty`, `forum.too_long`, `forum.too_many_mentions`. */
export async function written(app: App, given: string): Promise<Written> {
  const letters = lettersOf(given);
  if (letters > MOST_LETTERS) throw forumErrors('forum.too_long', { letters, most: MOST_LETTERS });
  const markdown = wordsOf(given);
  if (markdown === '') throw forumErrors('forum.empty');
  const handles = markdown.includes('@') ? mentionsIn(markdown) : [];
  if (handles.length > MOST_MENTIONS)
    throw forumErrors('forum.too_many_mentions', { count: handles.length, most: MOST_MENTIONS });
  const members = handles.length > 0 ? await membersByHandle(app, handles) : new Map<string, string>();
  const html = renderMarkdown(markdown, FORUM_DIALECT, (handle) =>
    members.has(handle) ? `${COMMUNITY}/members/${encodeURIComponent(handle)}` : undefined,
  );
  return { markdown, html, mentions: [...new Set(members.values())] };
}

/** As people count them: a sign outside of the first plane is one. What is far too long is not looked at. */
function lettersOf(given: string): number {
  const { length } = given;
  return length <= MOST_LETTERS || length > MOST_LETTERS * 2 ? length : Array.from(given).length;
}

/** Throws `forum.no_title`, `forum.title_too_long`. */
export function writtenTitle(given: string): string {
  const title = titleOf(given.toWellFormed());
  if (title === '') throw forumErrors('forum.no_title');
  if (Array.from(title).length > LONGEST_TITLE)
    throw forumErrors('forum.title_too_long', { most: LONGEST_TITLE });
  return title;
}

/** Files of ours that a text shows or links to. */
export function filesIn(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(/\/community\/files\/(file_[0-9a-z]+)/g)].map(([, id]) => id!))];
}
