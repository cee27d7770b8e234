import { type Html, markup } from '#lib/html/index.ts';
import { dayIn } from '#ui/site/index.ts';
import type { Line } from '../list/list.ts';
import { SHOWN, type Shown } from '../list/store.ts';
import type { Words } from '../words/index.ts';
import { PATH } from './paths.ts';

interface ListPage {
  words: Words;
  language: string;
  shown: Shown;
  lines: readonly Line[];
  /** Query of the page after this one. */
  next: string | null;
  proof: string;
  wrong: string | undefined;
  /** The moment at which the list was read: what comes later is not read by "all". */
  until: string;
}

/** The list of what a member was told. */
export function listView(page: ListPage): Html {
  const { words, shown, lines, proof, wrong } = page;
  const path = (one: Shown) => (one === 'unread' ? PATH : `${PATH}?shown=${one}`);
  const hidden = markup`<input type="hidden" name="proof" value="${proof}" /><input type="hidden" name="shown" value="${shown}" />`;
  return markup`<h1>${words.title}</h1>
    ${wrong === undefined ? null : markup`<p class="wrong" role="alert">${wrong}</p>`}
    <nav class="tabs" aria-label="${words.which}"><ul>${SHOWN.map((one) => markup`<li><a href="${path(one)}"${one === shown ? markup` aria-current="page"` : null}>${words[one]}</a></li>`)}</ul></nav>
    ${lines.length === 0 ? markup`<p class="quiet">${words.nothing[shown]}</p>` : markup`<ul class="list">${lines.map((line) => item(page, line, hidden))}</ul>`}
    ${page.next === null ? null : markup`<p><a href="${PATH}?${page.next}">${words.older}</a></p>`}
    <div class="actions">${
      lines.some(({ isRead }) => !isRead)
        ? markup`<form method="post" action="${PATH}">${hidden}<input type="hidden" name="until" value="${page.until}" /><button class="plain" name="act" value="all">${words.markAll}</button></form>`
        : null
    }<a class="button plain" href="${PATH}/settings">${words.choose}</a></div>`;
}

function item({ words, language }: ListPage, line: Line, hidden: Html): Html {
  const { id, text, at, isRead } = line;
  const act = isRead
    ? { value: 'unread', label: words.markUnread }
    : { value: 'read', label: words.markRead };
  return markup`<li><div class="row"><div class="news">${isRead ? null : markup`<strong>${words.isNew}</strong> · `}<a href="${PATH}/${id}" dir="auto">${text}</a><br /><time class="quiet" datetime="${at.toISOString()}">${dayIn(at, language)}</time></div>
      <form method="post" action="${PATH}">${hidden}<input type="hidden" name="id" value="${id}" /><button class="link" name="act" value="${act.value}" aria-label="${act.label}: ${text}">${act.label}</button></form></div></li>`;
}
