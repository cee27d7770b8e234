import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY, faceOf, type Member } from '#people/members/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { type Span, SPANS } from '#embrace/trust/index.ts';
import type { BoardRow } from './boards.ts';
import type { Honour } from './domain.ts';
import { BADGES, markOf } from './marks.ts';
import { HONOURS_TAB } from './notices.ts';
import type { HonourSettings, MemberHonours } from './schema.ts';
import { saidOf, type wordsIn } from './words.ts';

export const LEADERS = `${COMMUNITY}/leaders`;

interface Context {
  words: ReturnType<typeof wordsIn>;
  language: string;
}

const SIZE = 32;

/** All badges and ranks, what they are for, and how many have each. */
export function badgesView({
  words,
  language,
  honours,
  holders,
  settings,
}: Context & {
  honours: readonly Honour[];
  holders: ReadonlyMap<string, number>;
  settings: HonourSettings;
}): Html {
  const shown = honours.filter(({ isOn }) => isOn);
  const part = (kind: Honour['kind'], title: string, text: Html | null) => {
    const own = shown.filter((honour) => honour.kind === kind);
    if (own.length === 0) return null;
    return markup`<section><h2>${title}</h2>${text}<ul class="list">${own.map((honour) => {
      const { name, text: what } = saidOf(honour, language);
      const how =
        honour.threshold !== null
          ? words.fromPoints(honour.threshold)
          : honour.rule === null
            ? words.byHand
            : null;
      return markup`<li id="${honour.id}" class="row"><span>${markOf(honour, language, { size: SIZE, isQuiet: true })}</span><div class="news"><strong>${name}</strong> <span class="quiet">${how === null ? null : `${how} · `}${words.holders(holders.get(honour.id) ?? 0)}</span><p>${what}</p></div></li>`;
    })}</ul></section>`;
  };
  const { accepted, thanks } = settings.points;
  return markup`<h1>${words.title}</h1><p>${shown.length === 0 ? words.none : words.intro}</p>
    ${settings.isBoardOn ? markup`<p><a href="${LEADERS}">${words.boardTitle}</a></p>` : null}
    ${part('badge', words.badges, null)}
    ${part('rank', words.ranks, markup`<p class="quiet">${words.pointsAre(accepted, thanks)}</p>`)}`;
}

const nameLink = ({ handle, displayName }: Member): Html =>
  markup`<a href="${COMMUNITY}/members/${encodeURIComponent(handle)}">${displayName}</a>`;

/** A leader board; `board` is missing where the company wants none. */
export function boardView({
  words,
  span,
  board,
  marks,
  isOn,
}: Context & {
  span: Span;
  board: { rows: readonly BoardRow[]; own: BoardRow | undefined } | undefined;
  marks(held: readonly string[]): Html | null;
  /** Whether the reader stands on it; undefined of strangers. */
  isOn: boolean | undefined;
}): Html {
  if (!board) return markup`<h1>${words.boardTitle}</h1><p>${words.boardOff}</p>`;
  const tab = (one: Span) =>
    markup`<li><a href="${LEADERS}${one === 'month' ? '' : `?span=${one}`}"${one === span ? markup` aria-current="page"` : null}>${words.spans[one]}</a></li>`;
  const row = ({ member, place, points, accepted, thanks }: BoardRow) =>
    markup`<tr><td>${place}</td><th scope="row"><span class="row">${faceOf(member, 'small')}<span>${nameLink(member)} ${marks(member.honours)}<span class="board-more quiet">${words.accepted} ${accepted} · ${words.thanks} ${thanks}</span></span></span></th><td class="board-part">${accepted}</td><td class="board-part">${thanks}</td><td><strong>${points}</strong></td></tr>`;
  const isBelow = board.own !== undefined && !board.rows.includes(board.own);
  return markup`<h1>${words.boardTitle}</h1><p>${words.boardIntro} <a href="${BADGES}">${words.all}</a></p>
    <nav class="tabs" aria-label="${words.spansLabel}"><ul>${SPANS.map(tab)}</ul></nav>
    ${
      board.rows.length === 0
        ? markup`<p class="quiet">${words.boardEmpty}</p>`
        : markup`<article class="board"><table><thead><tr><th scope="col">${words.place}</th><th scope="col">${words.member}</th><th scope="col" class="board-part">${words.accepted}</th><th scope="col" class="board-part">${words.thanks}</th><th scope="col">${words.points}</th></tr></thead>
          <tbody>${board.rows.map(row)}${isBelow ? row(board.own!) : null}</tbody></table></article>`
    }
    ${isOn === undefined ? null : markup`<p class="note">${isOn ? (board.own ? words.isOn : words.noPoints) : words.notOn} <a href="${HONOURS_TAB}">${words.choose}</a></p>`}`;
}

/** A member's own: what he has and why, what the next rank asks for, and whether he stands on leader boards. */
export function ownView({
  words,
  language,
  honours,
  settings,
  own,
  isOn,
  proof,
}: Context & {
  honours: readonly Honour[];
  settings: HonourSettings;
  own: MemberHonours;
  isOn: boolean;
  proof: string;
}): Html {
  const next = honours.find(
    ({ kind, isOn: isGiven, threshold }) => kind === 'rank' && isGiven && (threshold ?? 0) > own.points,
  );
  const rows = own.awards.flatMap((award) => {
    const honour = honours.find(({ id }) => id === award.honourId);
    return honour ? { award, honour } : [];
  });
  const state = ({ state: now, changedAt }: MemberHonours['awards'][number]) =>
    now === 'held'
      ? words.since(dayIn(new Date(changedAt), language))
      : now === 'revoked'
        ? words.revoked
        : words.gone;
  const { accepted, thanks } = settings.points;
  const board = markup`<section><h2>${words.boardTitle}</h2><p>${words.boardIntro} ${isOn ? words.isOn : words.notOn} <a href="${LEADERS}">${words.boardTitle}</a></p>
      <form class="form" method="post" action="${HONOURS_TAB}"><input type="hidden" name="proof" value="${proof}" /><div class="actions"><button${isOn ? markup` class="plain"` : null} name="act" value="${isOn ? 'leave' : 'join'}">${isOn ? words.leave : words.join}</button></div></form></section>`;
  return markup`<section><h2>${words.yours}</h2>
      <p>${words.yourPoints(own.points)} ${next ? words.nextRank(saidOf(next, language).name, next.threshold!) : null} <span class="quiet">${words.pointsAre(accepted, thanks)}</span></p>
      ${rows.length === 0 ? markup`<p class="quiet">${words.yoursNone}</p>` : null}
      <ul class="list">${rows.toReversed().map(({ award, honour }) => {
        const { name, text } = saidOf(honour, language);
        return markup`<li id="${honour.id}" class="row"><span>${markOf(honour, language, { size: SIZE, isQuiet: true })}</span><div class="news"><strong>${name}</strong> <span class="quiet">${state(award)}</span><p>${text}</p>${whyOf({ words, language }, own, honour, name)}</div></li>`;
      })}</ul><p><a href="${BADGES}">${words.all}</a></p></section>
    ${settings.isBoardOn ? board : null}`;
}

function whyOf({ words, language }: Context, own: MemberHonours, { id }: Honour, name: string): Html {
  const moves = own.moves.filter(({ honourId }) => honourId === id);
  return markup`<details><summary aria-label="${words.why} ${name}">${words.why}</summary><ul>${moves.map(
    ({ what, why, byName, at }) =>
      markup`<li>${words.moves[what]} <span class="quiet">${dayIn(new Date(at), language)} · ${byName === null ? words.byRules : words.byTeam}</span><br /><span dir="auto"${byName === null ? markup` lang="en"` : null}>${why.join('; ')}</span></li>`,
  )}</ul></details>`;
}

/** What everybody reads on a member's page. */
export function profileHonours(
  { words, language }: Context,
  honours: readonly Honour[],
  held: readonly string[],
): Html | null {
  const own = honours.filter(({ id, isOn }) => isOn && held.includes(id));
  const ranks = own.filter(({ kind }) => kind === 'rank');
  const shown = [...ranks.slice(-1), ...own.filter(({ kind }) => kind === 'badge')];
  if (shown.length === 0) return null;
  return markup`<section><h2><a href="${BADGES}">${words.ofMember}</a></h2><ul class="honour-list">${shown.map(
    (honour) => {
      const { name, text } = saidOf(honour, language);
      return markup`<li title="${text}">${markOf(honour, language, { size: 24, isQuiet: true })} ${name}</li>`;
    },
  )}</ul></section>`;
}
