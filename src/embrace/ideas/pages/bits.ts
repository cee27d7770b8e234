import { type Html, markup, trusted } from '#lib/html/index.ts';
import { cleanAgain } from '#lib/markdown/index.ts';
import type { Member } from '#people/members/index.ts';
import { COMMUNITY } from '#people/members/index.ts';
import { FORUM_DIALECT, type FormKey, keyHtml, nameHtml, type Shown, shownOf } from '#embrace/forum/index.ts';
import { IDEAS, isEnded, pathOf, type Status } from '../domain.ts';
import { publicName } from '../idea/present.ts';
import type { IdeaRow } from '../idea/store.ts';
import type { Words } from '../words/index.ts';

/** A status by its word and its shape. */
const SHAPES: Readonly<Record<Status, string>> = {
  open: '○',
  considering: '◔',
  planned: '◑',
  building: '◕',
  shipped: '✓',
  declined: '✕',
  duplicate: '⇢',
};

export const statusBadge = (status: Status, words: Words): Html =>
  markup`<span class="badge status ${status}"><span aria-hidden="true">${SHAPES[status]}</span> ${words.statuses[status]}</span>`;

export const saidHtml = (html: string): Html =>
  markup`<div class="said" dir="auto">${trusted(cleanAgain(html, FORUM_DIALECT))}</div>`;

export const all = (idea: Pick<IdeaRow, 'votes' | 'votesBefore'>): number => idea.votes + idea.votesBefore;

/** Who had the idea, as everybody may know it. */
export function authorHtml(idea: IdeaRow, members: ReadonlyMap<string, Member>, words: Words): Html {
  if (idea.originPostId !== null) return markup`${words.saidBy(publicName(idea) ?? words.aCustomer)}`;
  return markup`<span class="by">${nameHtml(authorOf(idea, members, words), words)}</span>`;
}

export const authorOf = (
  row: { authorId: string | null; authorName: string },
  members: ReadonlyMap<string, Member>,
  words: Words,
): Shown => shownOf(row, members, words, 'small');

export interface VoteBox {
  idea: IdeaRow;
  words: Words;
  /** Of a member who may write; undefined for strangers. */
  key: FormKey | undefined;
  hasVoted: boolean;
  isSilenced: boolean;
}

/** How many people wish it, and the button. Without scripts it is a form. */
export function voteBox({ idea, words, key, hasVoted, isSilenced }: VoteBox): Html {
  const count = markup`<span class="count"><b>${all(idea)}</b> <span class="quiet">${words.votes(all(idea)).replace(/^\d+ /, '')}</span></span>`;
  if (isEnded(idea.status) || isSilenced)
    return markup`<div class="votes ended">${count}${hasVoted ? markup`<span class="quiet">${words.voted}</span>` : null}</div>`;
  if (!key)
    return markup`<div class="votes">${count}<a class="button plain" rel="nofollow" href="${COMMUNITY}/sign-in?back=${encodeURIComponent(pathOf(idea))}" aria-label="${words.signInToVote}: ${idea.title}">${words.vote}</a></div>`;
  return markup`<form class="votes${hasVoted ? ' mine' : ''}" method="post" action="${IDEAS}/${idea.id}/vote">
    ${keyHtml(key)}${count}<button class="${hasVoted ? 'plain' : ''}" name="act" value="${hasVoted ? 'unvote' : 'vote'}" aria-label="${hasVoted ? words.unvoteFor(idea.title) : words.voteFor(idea.title)}">${hasVoted ? `✓ ${words.voted}` : words.vote}</button>
  </form>`;
}

export const selected = (is: boolean): Html | null => (is ? trusted(' selected') : null);
