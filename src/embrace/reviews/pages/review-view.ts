import { type Html, markup } from '#lib/html/index.ts';
import type { Member } from '#people/members/index.ts';
import { type FormKey, keyHtml, nameHtml, timeHtml } from '#embrace/forum/index.ts';
import { flagPath } from '#embrace/moderation/index.ts';
import { photoPath, productPath } from '../domain.ts';
import type { ProductRow } from '../product/products.ts';
import type { ReplyRow } from '../review/replies.ts';
import type { ReviewRow } from '../review/store.ts';
import type { Words } from '../words/index.ts';
import { saidHtml, starsHtml, writerOf } from './bits.ts';

/** What reviews are shown with. */
export interface Shelf {
  product: ProductRow;
  photos: ReadonlyMap<string, readonly string[]>;
  replies: ReadonlyMap<string, ReplyRow>;
  members: ReadonlyMap<string, Member>;
  words: Words;
  language: string;
  now: Date;
  /** Of whoever is signed in and may vote. */
  reader: { memberId: string; key: FormKey | undefined; votes: ReadonlyMap<string, boolean> } | undefined;
}

export function reviewView(review: ReviewRow, shelf: Shelf): Html {
  const { words, language, now, members, photos } = shelf;
  const who = writerOf(review, members, words);
  const isChanged = review.changedAt > review.writtenAt && review.version > 1;
  return markup`<article class="review" id="${review.id}" aria-label="${review.title}">
    <p class="marks-line">${starsHtml(review.stars, words, language)}<span class="by">${nameHtml(who, words)}</span>${
      review.verifiedBy === null
        ? null
        : markup`<span class="badge verified" title="${words.verifiedText[review.verifiedBy]}"><span aria-hidden="true">✓</span> ${words.verified}</span>`
    }${timeHtml(review.writtenAt, now, language)}${isChanged ? markup`<span>(${words.changed} ${timeHtml(review.changedAt, now, language)})</span>` : null}</p>
    <h2 dir="auto">${review.title}</h2>
    ${disclosureHtml(review, words)} ${review.state === 'held' ? markup`<p class="note warning">${words.held}</p>` : null}
    ${review.html === '' ? null : saidHtml(review.html)} ${photosHtml(review, photos.get(review.id) ?? [], words)}
    ${replyHtml(shelf.replies.get(review.id), shelf)} ${footHtml(review, shelf)}
  </article>`;
}

/** What the author got: above the text, so that it is read first. */
export function disclosureHtml({ incentive }: Pick<ReviewRow, 'incentive'>, words: Words): Html | null {
  if (incentive === 'none') return null;
  return markup`<p class="disclosed"><strong>${words.disclosure}:</strong> ${words.incentives[incentive]}</p>`;
}

function photosHtml(review: ReviewRow, photos: readonly string[], words: Words): Html | null {
  if (photos.length === 0 || review.state !== 'shown') return null;
  return markup`<p class="photos">${photos.map(
    (id, index) =>
      markup`<a href="${photoPath(id)}"><img src="${photoPath(id)}?size=small" alt="${words.photo(index + 1, review.title)}" loading="lazy" /></a>`,
  )}</p>`;
}

function replyHtml(reply: ReplyRow | undefined, { words, language, now }: Shelf): Html | null {
  if (!reply) return null;
  return markup`<section class="answer" aria-label="${words.reply}: ${reply.byName}">
    <p class="marks-line"><strong>${words.reply}</strong><span>${reply.byName}</span>${timeHtml(reply.at, now, language)}</p>
    ${saidHtml(reply.html)}
  </section>`;
}

function footHtml(review: ReviewRow, { product, words, reader }: Shelf): Html {
  const count =
    review.helpful === 0 ? null : markup`<span class="quiet">${words.helpful(review.helpful)}</span>`;
  const isOwn = reader !== undefined && review.memberId === reader.memberId;
  const vote = reader?.votes.get(review.id);
  const form =
    reader?.key === undefined || isOwn || review.state !== 'shown'
      ? null
      : markup`<form method="post" action="${productPath(product)}/vote">
          ${keyHtml(reader.key)}<input type="hidden" name="review" value="${review.id}" /><span>${words.wasHelpful}</span>
          <button class="plain" name="act" value="${vote === true ? 'none' : 'yes'}" aria-pressed="${String(vote === true)}" aria-label="${words.yesFor(review.title)}">${words.yes}</button>
          <button class="plain" name="act" value="${vote === false ? 'none' : 'no'}" aria-pressed="${String(vote === false)}" aria-label="${words.noFor(review.title)}">${words.no}</button>
        </form>`;
  const flag = isOwn
    ? markup`<a href="${productPath(product)}/write">${words.change}</a>`
    : markup`<a class="quiet" rel="nofollow" href="${flagPath('review', review.id)}" aria-label="${words.flagOf(review.title)}">${words.flag}</a>`;
  return markup`<div class="foot">${count}${form}${flag}</div>`;
}
