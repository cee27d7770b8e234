import { type Html, markup, trusted } from '#lib/html/index.ts';
import { cleanAgain } from '#lib/markdown/index.ts';
import type { Member } from '#people/members/index.ts';
import { FORUM_DIALECT, type Shown, shownOf } from '#embrace/forum/index.ts';
import { ratingOf, type StarCounts } from '../domain.ts';
import type { ReviewRow } from '../review/store.ts';
import type { Words } from '../words/index.ts';

/** Stars for the eye, and what they say for everybody else. */
export function starsHtml(stars: number, words: Pick<Words, 'outOf'>, language: string): Html {
  const full = Math.round(stars);
  return markup`<span class="stars" role="img" aria-label="${words.outOf(numberIn(stars, language))}"><span aria-hidden="true">${'★'.repeat(full)}<span class="dim">${'★'.repeat(5 - full)}</span></span></span>`;
}

export const numberIn = (value: number, language: string): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);

/** The average with how many it is made of. */
export function ratingHtml(counts: StarCounts, words: Words, language: string): Html {
  const { count, average } = ratingOf(counts);
  if (average === null) return markup`<span class="quiet">${words.none}</span>`;
  return markup`<span class="rating">${starsHtml(average, words, language)} <b>${numberIn(average, language)}</b> <span class="quiet">${words.reviews(count)}</span></span>`;
}

/** Who wrote it: a member as he is called now, a buyer as he called himself, or nobody any more. */
export function writerOf(
  review: Pick<ReviewRow, 'memberId' | 'writerId' | 'authorName'>,
  members: ReadonlyMap<string, Member>,
  words: Words,
): Shown {
  const { memberId, writerId } = review;
  if (memberId !== null)
    return shownOf({ authorId: memberId, authorName: review.authorName }, members, words, 'small');
  const name = writerId === null || review.authorName === '' ? words.former : review.authorName;
  return { ...shownOf({ authorId: 'buyer', authorName: name }, new Map(), words, 'small'), name };
}

export const saidHtml = (html: string): Html =>
  markup`<div class="said" dir="auto">${trusted(cleanAgain(html, FORUM_DIALECT))}</div>`;

export const selected = (is: boolean): Html | null => (is ? trusted(' selected') : null);
export const checked = (is: boolean): Html | null => (is ? trusted(' checked') : null);
