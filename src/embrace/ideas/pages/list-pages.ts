import { queryText } from '#platform/http/index.ts';
import { type Html, markup } from '#lib/html/index.ts';
import { excerptOf, wordsOfHtml } from '#lib/markdown/index.ts';
import { maySpeak } from '#people/members/index.ts';
import { authorsOf, isSpeaking, keyOf, timeHtml } from '#embrace/forum/index.ts';
import { rightsOf } from '#embrace/trust/index.ts';
import { IDEAS, pathOf, type Sort, SORTS, type Status, STATUSES } from '../domain.ts';
import { type BoardRow, visibleBoards } from '../idea/boards.ts';
import { listIdeas, LISTED } from '../idea/find.ts';
import type { IdeaRow } from '../idea/store.ts';
import { openVotesOf, votedBy } from '../idea/votes.ts';
import { authorHtml, selected, statusBadge, voteBox } from './bits.ts';
import { feedsOf } from './feeds.ts';
import { type IdeaVisit, queryOf, show, showMissing, siblings } from './visit.ts';

interface Asked {
  sort: Sort;
  status: Status | undefined;
  board: BoardRow | undefined;
  q: string;
}

/** Ideas by votes, trend or age, of a board and a status, or what fits to words. */
export async function showList(visit: IdeaVisit): Promise<unknown> {
  const { app, say, reader } = visit;
  const query = queryOf(visit);
  const boards = await visibleBoards(app, reader);
  const slug = queryText(query['board']);
  const board = boards.find((one) => one.slug === slug);
  if (slug !== '' && !board) return showMissing(visit);
  const asked: Asked = {
    sort: SORTS.find((one) => one === query['sort']) ?? 'top',
    status: STATUSES.find((one) => one === query['status']),
    board,
    q: queryText(query['q']),
  };
  const cursor = queryText(query['before']) || undefined;
  const found = await listIdeas(app, reader, {
    sort: asked.sort,
    statuses: asked.status ? [asked.status] : LISTED,
    boards: board && [board.id],
    q: asked.q,
    cursor,
  });
  const isFront =
    cursor === undefined && asked.status === undefined && asked.q === '' && asked.sort === 'top';
  return show(visit, {
    title: board?.name ?? say.title,
    description: board?.text || say.intro,
    path: board && isFront ? `${IDEAS}?board=${encodeURIComponent(board.slug)}` : pathFor(asked, {}),
    isHidden: !isFront || (board !== undefined && board.whoSees !== 'everybody'),
    feeds: feedsOf(IDEAS, say.title),
    body: markup`${siblings(visit, IDEAS)}
      <div class="hero">
        <div><h1>${asked.q === '' ? (board?.name ?? say.title) : say.resultsFor(asked.q)}</h1><p class="quiet">${board?.text || say.intro}</p></div>
        <a class="button" href="${IDEAS}/new${board ? `?board=${encodeURIComponent(board.slug)}` : ''}">${say.propose}</a>
      </div>
      ${searchBox(visit, asked)} ${filters(visit, asked, boards)} ${await votesLine(visit)}
      ${await ideaList(visit, found.rows, boards, asked.q)}
      ${found.next === undefined ? null : markup`<p class="older"><a class="button plain" rel="next" href="${pathFor(asked, { before: found.next })}">${say.older}</a></p>`}`,
  });
}

function pathFor({ sort, status, board, q }: Asked, more: Record<string, string>): string {
  const query = new URLSearchParams({
    ...(board ? { board: board.slug } : {}),
    ...(sort === 'top' ? {} : { sort }),
    ...(status ? { status } : {}),
    ...(q === '' ? {} : { q }),
    ...more,
  }).toString();
  return query === '' ? IDEAS : `${IDEAS}?${query}`;
}

function searchBox({ say }: IdeaVisit, { q, board }: Asked): Html {
  return markup`<form class="search" role="search" action="${IDEAS}">
    ${board ? markup`<input type="hidden" name="board" value="${board.slug}" />` : null}<input type="search" name="q" value="${q}" aria-label="${say.searchFor}" placeholder="${say.searchFor}" maxlength="300" /><button>
      ${say.search}
    </button>
  </form>`;
}

function filters({ say }: IdeaVisit, asked: Asked, boards: readonly BoardRow[]): Html {
  const board =
    boards.length < 2
      ? null
      : markup`<label>${say.board}<select name="board"><option value="">${say.allBoards}</option>${boards.map(
          (one) =>
            markup`<option value="${one.slug}"${selected(one.id === asked.board?.id)}>${one.name}</option>`,
        )}</select></label>`;
  return markup`<form class="filter" action="${IDEAS}" aria-label="${say.lists}">
    ${asked.q === '' ? null : markup`<input type="hidden" name="q" value="${asked.q}" />`}
    <label>${say.lists}<select name="sort">${SORTS.map((sort) => markup`<option value="${sort}"${selected(sort === asked.sort)}>${say.sorts[sort]}</option>`)}</select></label>
    <label>${say.status}<select name="status"><option value="">${say.anyStatus}</option>${LISTED.map(
      (status) =>
        markup`<option value="${status}"${selected(status === asked.status)}>${say.statuses[status]}</option>`,
    )}</select></label>
    ${board}<button class="plain">${say.show}</button>
  </form>`;
}

/** How many votes a member has left. */
async function votesLine({ app, member, say }: IdeaVisit): Promise<Html | null> {
  if (!member) return null;
  const [{ ideaVotes }, open] = await Promise.all([rightsOf(app, member), openVotesOf(app, member.id)]);
  return markup`<p class="quiet"><strong>${say.votesLeft(Math.max(0, ideaVotes - open), ideaVotes)}</strong>. ${say.votesText}</p>`;
}

async function ideaList(
  visit: IdeaVisit,
  rows: readonly IdeaRow[],
  boards: readonly BoardRow[],
  q: string,
): Promise<Html> {
  const { app, member, say, language } = visit;
  if (rows.length === 0)
    return markup`<div class="note empty"><p><strong>${say.none}</strong></p><p>${q === '' ? say.noneText : say.noneFound}</p></div>`;
  const ids = rows.map(({ id }) => id);
  const [members, voted] = await Promise.all([
    authorsOf(app, rows),
    member ? votedBy(app, member.id, ids) : new Set<string>(),
  ]);
  const now = app.clock.now();
  return markup`<ul class="ideas">
    ${rows.map((idea) => {
      const board = boards.length > 1 ? boards.find(({ id }) => id === idea.boardId) : undefined;
      const key = isSpeaking(member) ? keyOf(visit, member) : undefined;
      const isSilenced = member !== undefined && !maySpeak(member);
      return markup`<li class="idea">
        ${voteBox({ idea, words: say, key, hasVoted: voted.has(idea.id), isSilenced })}
        <div class="idea-main">
          <h2><a href="${pathOf(idea)}" dir="auto">${idea.title}</a></h2>
          <p dir="auto">${excerptOf(wordsOfHtml(idea.html), 200)}</p>
          <p class="marks-line">${statusBadge(idea.status, say)}${board ? markup`<span>${board.name}</span>` : null}<span>${say.comments(idea.comments)}</span><span>${authorHtml(idea, members, say)}</span>${timeHtml(idea.createdAt, now, language)}</p>
        </div>
      </li>`;
    })}
  </ul>`;
}

/** Ideas that a title may be already, for the script of the form. */
export async function suggest(visit: IdeaVisit): Promise<unknown> {
  const { app, reader, reply } = visit;
  const q = queryText(queryOf(visit)['q'], 150);
  const { rows } =
    q.length < 4 ? { rows: [] } : await listIdeas(app, reader, { sort: 'top', q, isLoose: true, limit: 5 });
  return reply.header('cache-control', 'private, no-store').send({
    items: rows.map((idea) => ({
      title: idea.title,
      path: pathOf(idea),
      isSolved: idea.status === 'shipped',
    })),
  });
}
