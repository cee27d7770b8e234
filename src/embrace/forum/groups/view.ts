import { type Html, markup } from '#lib/html/index.ts';
import { COMMUNITY } from '../domain.ts';
import { categoryPath, type FormKey, keyHtml, nameHtml, shownOf } from '../pages/bits.ts';
import type { CategoryRow } from '../talk/categories.ts';
import type { Words } from '../words/index.ts';
import type { Seat, Wish } from './domain.ts';
import { groupPath, isModerator, type Seated, type SeenGroup } from './groups.ts';

export const GROUPS = `${COMMUNITY}/groups`;

/** Groups that the reader may know of. */
export function groupsView(words: Words, groups: readonly SeenGroup[]): Html {
  return markup`<p class="crumbs"><a href="${COMMUNITY}">${words.section}</a></p>
    <h1>${words.groups}</h1>
    <p class="quiet">${groups.length === 0 ? words.noGroups : words.groupsText}</p>
    <div class="cards">
      ${groups.map(
        (group) =>
          markup`<a class="card" href="${groupPath(group.slug)}"
            ><strong dir="auto">${group.name}</strong><span dir="auto">${group.text}</span><span class="quiet">${words.groupKinds[group.kind]} · ${words.groupMembers(group.members)}${
              group.seat ? markup` · ${seatWords(words, group.seat)}` : null
            }</span></a
          >`,
      )}
    </div>`;
}

function seatWords(words: Words, seat: Seat): string {
  if (seat.state === 'in') return isModerator(seat) ? words.groupModerator : words.groupIn;
  return seat.state === 'asked' ? words.groupAsked : words.groupInvited;
}

export interface GroupPage {
  words: Words;
  group: SeenGroup;
  /** Of somebody who is signed in and may speak. */
  key: FormKey | undefined;
}

/** What stands above everything of a group: what it is, and how the reader comes in or leaves. */
export function groupHead({ words, group, key }: GroupPage): Html {
  const { seat, kind, slug } = group;
  return markup`<p class="crumbs"><a href="${COMMUNITY}">${words.section}</a> › <a href="${GROUPS}">${words.groups}</a></p>
    <div class="hero">
      <div><h1 dir="auto">${group.name}</h1><p class="quiet" dir="auto">${group.text}</p></div>
      ${key ? seatForm({ words, group, key }) : kind === 'public' || kind === 'request' ? markup`<a class="button" rel="nofollow" href="${COMMUNITY}/sign-in?back=${encodeURIComponent(groupPath(slug))}">${kind === 'public' ? words.groupJoin : words.groupAsk}</a>` : null}
    </div>
    <p class="marks"><span class="badge">${words.groupKinds[kind]}</span> <span class="quiet">${words.groupMembers(group.members)}</span>${
      seat ? markup` <span class="badge good">${seatWords(words, seat)}</span>` : null
    }</p>`;
}

function seatForm({ words, group, key }: GroupPage & { key: FormKey }): Html | null {
  const { kind, seat, slug } = group;
  const button = (act: 'come' | 'leave', label: string, look = '') =>
    markup`<button${look === '' ? null : markup` class="${look}"`} name="act" value="${act}">${label}</button>`;
  const come =
    seat?.state === 'invited' ? words.groupAccept : kind === 'request' ? words.groupAsk : words.groupJoin;
  const canCome =
    seat?.state !== 'in' && (seat?.state === 'invited' || kind === 'public' || (kind === 'request' && !seat));
  const leave =
    seat?.state === 'in'
      ? words.groupLeave
      : seat?.state === 'asked'
        ? words.groupTakeBack
        : words.groupDecline;
  return markup`<form class="row" method="post" action="${groupPath(slug)}">
    ${keyHtml(key)}${canCome ? button('come', come) : null}${seat ? button('leave', leave, 'plain') : null}
  </form>`;
}

/** What is said in it, or why the reader cannot read it. */
export function groupView(
  page: GroupPage & { categories: readonly CategoryRow[]; threads: Html | null; isInside: boolean },
): Html {
  const { words, group, key, categories, threads, isInside } = page;
  const members = markup`<p><a href="${groupPath(group.slug)}/members">${words.groupWho}</a></p>`;
  return markup`${groupHead(page)}
    ${isInside ? null : markup`<p class="note">${words.groupClosed}</p>`}
    ${isInside ? members : null}
    ${
      categories.length === 0
        ? null
        : markup`<section class="cards" aria-label="${words.categories}">${categories.map(
            (category) =>
              markup`<a class="card" href="${categoryPath(category.slug)}"><strong dir="auto">${category.name}</strong><span dir="auto">${category.text}</span><span class="quiet">${words.count(category.threads)}</span></a>`,
          )}</section>`
    }
    ${threads} ${key && isModerator(group.seat) ? categoryForm(words, group, key) : null}`;
}

function categoryForm(words: Words, { slug }: SeenGroup, key: FormKey): Html {
  return markup`<details class="note"><summary>${words.groupAddCategory}</summary>
    <form class="form" method="post" action="${groupPath(slug)}/categories">
      ${keyHtml(key)}<label>${words.category}<input name="name" maxlength="200" required dir="auto" /></label>
      <label>${words.groupCategoryText}<input name="text" maxlength="500" dir="auto" /></label>
      <div class="actions"><button>${words.save}</button></div>
    </form></details>`;
}

/** Who is in it; its moderators let in, invite and remove. */
export function seatsView(page: GroupPage & { seats: readonly Seated[]; wrong: string | null }): Html {
  const { words, group, key, seats, wrong } = page;
  const isLeading = key !== undefined && isModerator(group.seat);
  return markup`<p class="crumbs"><a href="${GROUPS}">${words.groups}</a> › <a href="${groupPath(group.slug)}">${group.name}</a></p>
    <h1>${words.groupWho}</h1>
    ${wrong === null ? null : markup`<p class="note warning" role="alert">${wrong}</p>`}
    ${isLeading ? inviteForm(words, group, key) : null}
    <ul class="threads">
      ${seats.map((seated) => {
        const { member, state, role } = seated;
        const shown = shownOf(
          { authorId: member.id, authorName: member.displayName },
          new Map([[member.id, member]]),
          words,
          'small',
        );
        return markup`<li class="thread">${shown.face}<div class="thread-main">${nameHtml(shown, words)} ${
          state === 'in' && role === 'member'
            ? null
            : markup`<span class="badge">${seatWords(words, { state, role })}</span>`
        }</div>${isLeading ? wishForm(words, group, key, seated) : null}</li>`;
      })}
    </ul>`;
}

function inviteForm(words: Words, { slug }: SeenGroup, key: FormKey): Html {
  return markup`<form class="form" method="post" action="${groupPath(slug)}/members">
    ${keyHtml(key)}<label>${words.groupInvite}<input name="handle" maxlength="60" required placeholder="@name" /></label>
    <div class="actions"><button name="act" value="invite">${words.groupInviteDo}</button></div>
  </form>`;
}

function wishForm(words: Words, { slug }: SeenGroup, key: FormKey, { member, state, role }: Seated): Html {
  const wishes: Wish[] =
    state === 'asked'
      ? ['admit', 'remove']
      : state === 'invited'
        ? ['remove']
        : [role === 'member' ? 'promote' : 'demote', 'remove'];
  return markup`<form class="row" method="post" action="${groupPath(slug)}/members">
    ${keyHtml(key)}<input type="hidden" name="handle" value="${member.handle}" />${wishes.map(
      (wish) =>
        markup`<button class="plain" name="act" value="${wish}" aria-label="${words.groupWishes[wish]}: ${member.displayName}">${words.groupWishes[wish]}</button>`,
    )}
  </form>`;
}
