import { type Html, markup } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import { needMember, type OwnTab, showOwnTab, type SignedIn, type Visit } from '#people/members/index.ts';
import { placeOfArticle } from '#respond/knowledge/index.ts';
import { nameIn } from '../credits/wish.ts';
import { selectCreditsOf } from '../credits/store.ts';
import { withdrawEdit } from '../edits/decide.ts';
import { selectOfMember } from '../edits/store.ts';
import { ARTICLES_TAB } from '../paths.ts';
import { wordsIn, type Words } from '../words/index.ts';
import { hiddenIn, refusalIn, takenForm } from './visit.ts';

const SHOWN = 50;
const DONE = {
  sent: 'sent',
  published: 'published',
  withdrawn: 'takenBack',
  named: 'isNamed',
  unnamed: 'isUnnamed',
} as const;

/** The tab among a member's own pages; provide it for `ownTabsPort`. */
export const articlesTab = (language: string): OwnTab => ({
  key: 'articles',
  path: ARTICLES_TAB,
  label: wordsIn(language).tab,
});

/** Where a member is named, and what became of what he suggested. */
export async function showOwnArticles(visit: Visit, wrong?: string): Promise<unknown> {
  const { app, request, reply, language } = visit;
  const member = await needMember(app, request, reply);
  if (!member) return reply;
  const words = wordsIn(language);
  const { done } = request.query as { done?: unknown };
  const said = Object.entries(DONE).find(([key]) => key === done)?.[1];
  const body = markup`${await creditsOf(visit, member)}${await editsOf(visit, member)}`;
  return showOwnTab(visit, member, {
    tab: articlesTab(language),
    done: said === undefined ? undefined : words[said],
    wrong,
    body,
  });
}

async function creditsOf(visit: Visit, member: SignedIn): Promise<Html> {
  const { app, language } = visit;
  const words = wordsIn(language);
  const rows = await selectCreditsOf(app, member.id);
  const byArticle = new Map(rows.map((row) => [row.articleId, row.isHidden]));
  const items = await Promise.all(
    [...byArticle].map(async ([id, isHidden]) => {
      const place = await placeOfArticle(app, id, language);
      return place && { id, isHidden, ...place };
    }),
  );
  const shown = items.filter((item) => item !== undefined);
  const button = (id: string, isHidden: boolean, title: string) =>
    form(
      visit,
      member,
      markup`<input type="hidden" name="id" value="${id}" /><button class="plain" name="act" value="${isHidden ? 'show' : 'hide'}" aria-label="${isHidden ? words.show : words.hide}: ${title}">${isHidden ? words.show : words.hide}</button>`,
    );
  return markup`<section><h2>${words.credits}</h2><p>${words.creditsText}</p>${
    shown.length === 0
      ? markup`<p class="quiet">${words.noCredits}</p>`
      : markup`<ul class="list">${shown.map(
          ({ id, isHidden, title, path }) =>
            markup`<li class="row"><span><a href="${path}" dir="auto">${title}</a><br /><span class="quiet">${isHidden ? words.unnamed : words.named}</span></span>${button(id, isHidden, title)}</li>`,
        )}</ul>`
  }</section>`;
}

async function editsOf(visit: Visit, member: SignedIn): Promise<Html> {
  const { app, language } = visit;
  const words: Words = wordsIn(language);
  const rows = await selectOfMember(app, member.id, SHOWN);
  const takeBack = (id: string, title: string) =>
    form(
      visit,
      member,
      markup`<input type="hidden" name="id" value="${id}" /><button class="plain" name="act" value="withdraw" aria-label="${words.takeBack}: ${title}">${words.takeBack}</button>`,
    );
  return markup`<section><h2>${words.edits}</h2>${
    rows.length === 0
      ? markup`<p class="quiet">${words.noEdits}</p>`
      : markup`<ul class="list">${rows.map(
          ({ id, title, state, reason, answer, createdAt }) =>
            markup`<li><div class="row"><span dir="auto"><strong>${title}</strong></span> <span class="badge">${words.states[state]}</span>${state === 'waiting' || state === 'held' ? takeBack(id, title) : null}</div>
              <p class="quiet" dir="auto"><time datetime="${createdAt.toISOString()}">${dayIn(createdAt, language)}</time> · ${reason}</p>${answer === null ? null : markup`<p class="note" dir="auto">${answer}</p>`}</li>`,
        )}</ul>`
  }</section>`;
}

const form = (visit: Visit, member: SignedIn, fields: Html): Html =>
  markup`<form method="post" action="${ARTICLES_TAB}">${hiddenIn(visit, member)}${fields}</form>`;

/** Leaves the name out or puts it back, or takes a change back. */
export async function takeOwnWish(visit: Visit): Promise<unknown> {
  try {
    const taken = await takenForm(visit);
    if (!taken) return visit.reply;
    const { member, form: given } = taken;
    const id = given.text('id').slice(0, 64);
    const act = given.text('act');
    if (act === 'withdraw') await withdrawEdit(visit.app, member.id, id);
    else await nameIn(visit.app, member, id, act === 'show');
    const done = act === 'withdraw' ? 'withdrawn' : act === 'show' ? 'named' : 'unnamed';
    return await visit.reply.redirect(`${ARTICLES_TAB}?done=${done}`, 303);
  } catch (error) {
    return showOwnArticles(visit, refusalIn(visit, error));
  }
}
