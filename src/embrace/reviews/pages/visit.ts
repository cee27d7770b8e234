import type { FastifyReply } from 'fastify';
import { type Html, markup } from '#lib/html/index.ts';
import { type CommunityPage, showPage, type Visit } from '#people/members/index.ts';
import { FORUM_STYLE, forumVisit, type ForumVisit, reasonOf } from '#embrace/forum/index.ts';
import { REVIEWS } from '../domain.ts';
import { type Words, wordsIn } from '../words/index.ts';

export const STYLE = `${REVIEWS}/reviews.css`;

/** A visit of a page of reviews, with what it is read in. */
export interface ReviewVisit extends ForumVisit {
  say: Words;
}

export function reviewVisit(visit: Visit): ReviewVisit {
  const say = wordsIn(visit.language);
  const base = forumVisit(visit);
  return { ...base, words: { ...base.words, errors: { ...base.words.errors, ...say.errors } }, say };
}

export const show = (visit: ReviewVisit, page: Omit<CommunityPage, 'section'>): Promise<FastifyReply> =>
  showPage(visit, { isWide: true, section: 'reviews', ...page, styles: [FORUM_STYLE, STYLE] });

/** A page that is for nobody else, and for no search engine. */
export const showOwn = (
  visit: ReviewVisit,
  page: { title: string; path: string; body: Html },
): Promise<FastifyReply> => show(visit, { ...page, isHidden: true, isPrivate: true, isWide: false });

export function showMissing(visit: ReviewVisit): Promise<FastifyReply> {
  const { say, reply } = visit;
  reply.code(404);
  return show(visit, {
    title: say.notFoundTitle,
    path: REVIEWS,
    isHidden: true,
    body: markup`<h1>${say.notFoundTitle}</h1>
      <p>${say.notFoundText}</p>
      <p><a href="${REVIEWS}">${say.allProducts}</a></p>`,
  });
}

export function showRefusal(visit: ReviewVisit, error: unknown, back = REVIEWS): Promise<FastifyReply> {
  const { say, reply } = visit;
  const { text, status } = reasonOf(visit, error);
  reply.code(status);
  return showOwn(visit, {
    title: say.notDone,
    path: REVIEWS,
    body: markup`<h1>${say.notDone}</h1>
      <p role="alert">${text}</p>
      <p><a class="button plain" href="${back}">${say.back}</a></p>`,
  });
}
