import { type Html, markup, trusted } from '#lib/html/index.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import type { NamedThread, PageRow, Preview } from '../talk/read.ts';
import { threadIn, withCards } from './domain.ts';

export const picturePath = (fileId: string): string => `${COMMUNITY}/previews/${fileId}`;

/** A post with cards in the place of links that stand alone; words of others are never more than words. */
export function cardsHtml(
  html: string,
  { previews, named }: Pick<PageRow, 'previews' | 'named'>,
  ours: readonly string[],
): string {
  if (previews === null && named === null) return html;
  const byUrl = new Map((previews ?? []).map((one) => [one.url, one]));
  const byId = new Map((named ?? []).map((one) => [one.id, one]));
  return withCards(html, (url, href) => {
    const thread = byId.get(threadIn(url, ours) ?? '');
    if (thread) return threadCard(thread, url).text;
    const preview = byUrl.get(url);
    return preview && card(preview, href).text;
  });
}

/** `href` stands in the post, clean as it is. */
function card({ title, description, site, pictureId }: Preview, href: string): Html {
  return markup`<a class="card-link" href="${trusted(href)}" rel="nofollow ugc noopener">${
    pictureId === null ? null : markup`<img src="${picturePath(pictureId)}" alt="" loading="lazy" />`
  }<span class="card-words"><span class="quiet" dir="auto">${site}</span> <strong dir="auto">${title}</strong>${
    description === null ? null : markup` <span class="card-text" dir="auto">${description}</span>`
  }</span></a>`;
}

function threadCard(thread: NamedThread, url: string): Html {
  const place = /#post-\d{1,9}$/.exec(url)?.[0] ?? '';
  const page = /\?page=\d{1,6}(?=#|$)/.exec(url)?.[0] ?? '';
  return markup`<a class="thread-link" href="${pathOf(thread)}${page}${place}" dir="auto">${thread.title}</a>`;
}
