import { type Html, markup } from '#lib/html/index.ts';
import { givenForm } from '#platform/http/index.ts';
import { showPage } from '#people/members/index.ts';
import { SEARCH, SEARCH_PATH } from '#ui/site/index.ts';
import { noteForm, noteSearch, noteUse } from '../facts/service.ts';
import { askedOf, findEverywhere } from '../finding/find.ts';
import type { Result } from '../finding/merge.ts';
import { STYLE } from './style.ts';
import { openParts } from './section.ts';
import { type AnswerVisit, fieldOf, highlight } from './visit.ts';

const MOST_SHOWN = 20;
export const FORM_ID = /^form_[0-9a-z]{26}$/;
const MOST_SUGGESTED = 6;
/** Shorter beginnings say nothing yet. */
const SHORTEST = 3;

const addressOf = (path: string, values: Record<string, string>): string =>
  `${path}?${new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()}`;

/** Where a result is opened, so that it is counted as found by these words. */
const openPath = (result: Pick<Result, 'kind' | 'id'>, asked: string, { wanted }: AnswerVisit): string =>
  addressOf(`${SEARCH_PATH}/open`, { q: asked, kind: result.kind, id: result.id, lang: wanted });

function show(visit: AnswerVisit, page: { title: string; path: string; body: Html }) {
  return showPage(visit, { ...page, isHidden: true, section: SEARCH, styles: [STYLE] });
}

/** What was found everywhere, or the empty field. */
export async function showSearch(visit: AnswerVisit): Promise<unknown> {
  const { app, request, words, member, wanted } = visit;
  const asked = askedOf(fieldOf(request.query, 'q'));
  const found = await findEverywhere(app, asked, { language: wanted, visitor: member, limit: MOST_SHOWN });
  if (asked !== '') await noteSearch(app, { place: 'search', language: wanted, asked }, found);
  const kind = fieldOf(request.query, 'kind');
  const shownKind = found.some((one) => one.kind === kind) ? kind : '';
  const shown = shownKind === '' ? found : found.filter((one) => one.kind === shownKind);
  return show(visit, {
    title: asked === '' ? words.title : words.resultsFor(asked),
    path: asked === '' ? SEARCH_PATH : addressOf(SEARCH_PATH, { q: asked, kind: shownKind, lang: wanted }),
    body: markup`<h1>${asked === '' ? words.title : words.resultsFor(asked)}</h1>
      ${searchForm(visit, asked)}
      ${asked === '' ? markup`<p class="quiet">${words.intro}</p>` : results(visit, asked, { found, shown })}`,
  });
}

function searchForm({ words, wanted }: AnswerVisit, asked: string): Html {
  return markup`<form class="search" role="search" aria-label="${words.title}" action="${SEARCH_PATH}">
    <input type="hidden" name="lang" value="${wanted}" /><input type="search" name="q" value="${asked}" aria-label="${words.searchFor}" placeholder="${words.searchFor}" maxlength="300" required /><button>
      ${words.search}
    </button>
  </form>`;
}

function results(
  visit: AnswerVisit,
  asked: string,
  { found, shown }: { found: readonly Result[]; shown: readonly Result[] },
): Html {
  const { words } = visit;
  if (found.length === 0)
    return markup`<div class="note"><p><strong>${words.none}</strong></p><p>${words.noneText}</p></div>`;
  return markup`${kindsLine(visit, asked, { found, shown })}
    <p class="quiet" role="status">${words.count(shown.length)}</p>
    <ol class="list results">
      ${shown.map(
        (one) => markup`<li>
          <p class="quiet kind"><span class="badge ${one.kind}">${one.label}</span>${one.note ?? null}</p>
          <a href="${openPath(one, asked, visit)}" dir="auto">${highlight(one.title, one.words)}</a>
          <p dir="auto"${one.language === undefined ? null : markup` lang="${one.language}"`}>${highlight(one.sentence, one.words)}</p>
        </li>`,
      )}
    </ol>
    ${helpedForm(visit, asked)}`;
}

function kindsLine(
  { words, wanted }: AnswerVisit,
  asked: string,
  { found, shown }: { found: readonly Result[]; shown: readonly Result[] },
): Html | null {
  const kinds = [...Map.groupBy(found, ({ kind }) => kind)];
  if (kinds.length < 2) return null;
  const isAll = shown.length === found.length;
  const tab = (kind: string, label: string, isCurrent: boolean) =>
    markup`<li><a href="${addressOf(SEARCH_PATH, { q: asked, kind, lang: wanted })}"${isCurrent ? markup` aria-current="page"` : null}>${label}</a></li>`;
  return markup`<nav class="tabs" aria-label="${words.kinds}">
    <ul>
      ${tab('', words.all, isAll)}${kinds.map(([kind, some]) => tab(kind, `${some[0]!.label} (${some.length})`, !isAll && shown[0]?.kind === kind))}
    </ul>
  </nav>`;
}

function helpedForm({ words, wanted }: AnswerVisit, asked: string): Html {
  return markup`<div class="vote">
    <form method="post" action="${SEARCH_PATH}/helped">
      <input type="hidden" name="q" value="${asked}" /><input type="hidden" name="lang" value="${wanted}" />
      <h2>${words.didFind}</h2>
      <button class="plain" name="helped" value="yes">${words.yes}</button
      ><button class="plain" name="helped" value="no">${words.no}</button>
    </form>
  </div>`;
}

/** Answers for the script, while somebody types; what is typed half is noted nowhere. */
export async function suggest(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply, member, wanted } = visit;
  const asked = askedOf(fieldOf(request.query, 'q'));
  const found =
    asked.length < SHORTEST
      ? []
      : await findEverywhere(app, asked, { language: wanted, visitor: member, limit: MOST_SUGGESTED });
  return reply.header('cache-control', 'private, no-store').send({
    items: found.map((one) => ({ title: one.title, label: one.label, path: openPath(one, asked, visit) })),
  });
}

/** Leads to what was found, and counts it. What these words do not find is not counted, and nobody is led anywhere else. */
export async function openResult(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply, member, wanted } = visit;
  const asked = askedOf(fieldOf(request.query, 'q'));
  const [kind, id] = [fieldOf(request.query, 'kind'), fieldOf(request.query, 'id')];
  // Its own kind is asked alone: beside others, which the form does not show, it might be left out as noise.
  const found = await findEverywhere(app, asked, {
    language: wanted,
    visitor: member,
    limit: MOST_SHOWN,
    kinds: [kind],
  });
  const result = found.find((one) => one.kind === kind && one.id === id);
  void reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
  if (!result) return reply.redirect(addressOf(SEARCH_PATH, { q: asked, lang: wanted }), 303);
  const formId = fieldOf(request.query, 'form');
  const isOfForm = FORM_ID.test(formId);
  const place = isOfForm ? 'contact' : 'search';
  await noteUse(app, 'opened', { place, language: wanted, subject: { kind, id } });
  if (isOfForm) await noteForm(app, { id: formId, language: wanted, suggested: 0, opened: 1 });
  return reply.redirect(result.path, 303);
}

/** Counts whether a search was answered. */
export async function takeHelped(visit: AnswerVisit): Promise<unknown> {
  const { app, request, reply } = visit;
  const form = givenForm(request);
  const isHelped = form.text('helped') === 'yes';
  await noteUse(app, isHelped ? 'helped' : 'unhelped', { place: 'search', language: visit.wanted });
  const lang = visit.wanted;
  return reply.redirect(addressOf(`${SEARCH_PATH}/thanks`, { lang, found: isHelped ? '' : 'no' }), 303);
}

export async function showThanks(visit: AnswerVisit): Promise<unknown> {
  const { request, words, wanted } = visit;
  const isSorry = fieldOf(request.query, 'found') === 'no';
  const title = isSorry ? words.sorry : words.thanks;
  return show(visit, {
    title,
    path: `${SEARCH_PATH}/thanks`,
    body: markup`<h1>${title}</h1>
      <p>${isSorry ? words.sorryText : words.thanksText}</p>
      <p class="actions"><a class="button plain" href="${addressOf(SEARCH_PATH, { lang: wanted })}">${words.again}</a></p>
      ${isSorry ? markup`<h2>${words.elsewhere}</h2>${await openParts(visit)}` : null}`,
  });
}
