import { COMMUNITY } from '#people/members/index.ts';

/** A member's own page of articles that have words of his. */
export const ARTICLES_TAB = `${COMMUNITY}/me/articles`;

/** Where a change of an article is suggested. */
export const pathOfEdit = (articleId: string, language: string): string =>
  `${COMMUNITY}/articles/${articleId}/${language}/edit`;
