import { escaped } from '#respond/cases/index.ts';
import type { Visit } from './visit.ts';
import { dayIn, type Language, LANGUAGES, momentIn, type Words, WORDS } from './words.ts';

interface Asked {
  company: string;
  nonce: string;
  proof: string;
  done: string | null;
  /** Chosen by a link; undefined for that of the conversation. */
  lang: Language | undefined;
  /** What else of the address a change of the language keeps, from `&` on. */
  rest?: string;
}

type Form = (act: string, body: string) => string;

/** The page of a case as its customer sees it: forms work without scripts, nothing is loaded from elsewhere. */
export function casePageHtml(visit: Visit, asked: Asked): string {
  const { shown, events, page, words } = visit;
  const action = asked.lang ? ` action="?lang=${asked.lang}"` : '';
  const form: Form = (act, body) =>
    `<form method="post" enctype="multipart/form-data"${action}><input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">${body}</form>`;
  const isOver = shown.status === 'solved' || shown.status === 'closed';
  return pageHtml(
    words.title(shown.number),
    { nonce: asked.nonce, words },
    `<header class="top"><p class="quiet" dir="auto">${escaped(asked.company)}</p>${languagesHtml(words, asked.rest)}</header><h1>${words.title(shown.number)}</h1>
${asked.done === null ? '' : `<p class="done" role="status">${escaped(asked.done)}</p>`}
${standingHtml(visit)}
${promisesHtml(visit)}
<section><h2>${words.said}</h2>${said(visit, asked.company)}</section>
<section><h2>${words.add}</h2>${form(
      'wrote',
      `<label>${words.message}<textarea name="text" rows="4" maxlength="4000" dir="auto"></textarea></label>
<label>${words.file}<input type="file" name="file"></label><button>${words.send}</button>`,
    )}</section>
${isOver ? `<section><h2>${words.notSolved}</h2>${form('reopened', `<label>${words.missing}<textarea name="text" rows="2" maxlength="4000" dir="auto"></textarea></label><button>${words.openAgain}</button>`)}</section>` : ''}
${isOver && !events.some(({ kind }) => kind === 'rated') ? rateForm(form, words) : ''}
<section><h2>${words.call}</h2>${form('no-call', `<button class="plain">${words.noCall}</button>`)}</section>
<p class="quiet">${words.until(dayIn(words, page.expiresAt.toISOString()))}</p>`,
  );
}

/** A page with one message, for links that do not work. */
export function noPageHtml(nonce: string, words: Words): string {
  return pageHtml(words.noCase, { nonce, words }, `<h1>${words.notThere}</h1><p>${words.expired}</p>`);
}

/** A page that says why something was not done. */
export function refusedHtml(
  nonce: string,
  { words, reason, back }: { words: Words; reason: string; back: string },
): string {
  return pageHtml(
    words.notSent,
    { nonce, words },
    `<h1>${words.notSent}</h1><p>${escaped(reason)}</p><p><a href="${escaped(back)}">${words.back}</a></p>`,
  );
}

function standingHtml({ shown, promisedFor, words }: Visit): string {
  const facts: [string, string][] = [
    [words.since, dayIn(words, shown.openedAt)],
    ...(shown.solvedAt === null ? [] : [[words.solved, dayIn(words, shown.solvedAt)] as [string, string]]),
    ...(promisedFor === null ? [] : [[words.hearBy, momentIn(words, promisedFor)] as [string, string]]),
    ...shown.fields.map(({ label, value }): [string, string] => [label, value]),
  ];
  return `<section class="standing"><h2>${words.standing[shown.status]}</h2><p dir="auto">${escaped(shown.nextStep)}</p>
<dl>${facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd></div>`).join('')}</dl></section>`;
}

/** What was promised and what became of it; the sign stands beside words that say the same. */
function promisesHtml({ promises, words }: Visit): string {
  if (promises.length === 0) return '';
  const at = (date: Date | null) => (date === null ? '' : momentIn(words, date.toISOString()));
  const lines = promises.map(
    ({ kind, state, dueAt, endedAt }) =>
      `<li class="${state}"><span aria-hidden="true">${SIGNS[state]}</span> ${escaped(words.promise[state](kind, at(dueAt), at(endedAt)))}</li>`,
  );
  return `<section><h2>${words.promises}</h2><ul class="promises">${lines.join('')}</ul></section>`;
}

const SIGNS = { running: '◷', resting: '◌', late: '!', kept: '✓', missed: '✕' } as const;

/** Links to the page in the other languages. */
function languagesHtml(words: Words, rest = ''): string {
  return LANGUAGES.filter((language) => language !== words.language)
    .map(
      (language) =>
        `<a href="?lang=${language}${escaped(rest)}" hreflang="${language}" lang="${language}" rel="nofollow">${WORDS[language].name}</a>`,
    )
    .join(' ');
}

function rateForm(form: Form, words: Words): string {
  const choices = [5, 4, 3, 2, 1]
    .map(
      (value) =>
        `<label class="choice"><input type="radio" name="rating" value="${value}" required> ${value} ${words.ratings[value - 1]}</label>`,
    )
    .join('');
  return `<section><h2>${words.rate}</h2>${form('rated', `<fieldset><legend class="quiet">${words.best}</legend>${choices}</fieldset><label>${words.why}<textarea name="text" rows="2" maxlength="4000" dir="auto"></textarea></label><button>${words.send}</button>`)}</section>`;
}

function said({ shown, events, words }: Visit, company: string): string {
  const lines = [
    ...shown.lines.map((line) => ({
      at: line.at,
      who: line.isOwn ? company : words.you,
      side: line.isOwn ? 'us' : 'you',
      text: line.text,
    })),
    ...events.flatMap((event) => {
      const text = words.events[event.kind](event.text ?? '', event.rating ?? 0);
      return [{ at: event.at.toISOString(), who: words.you, side: 'you', text }];
    }),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (lines.length === 0) return `<p class="quiet">${words.nothing}</p>`;
  return lines
    .map(
      ({ at, who, side, text }) =>
        `<article class="${side}"><header><strong>${escaped(who)}</strong> <time datetime="${at}" class="quiet">${momentIn(words, at)}</time></header><p dir="auto">${escaped(text)}</p></article>`,
    )
    .join('\n');
}

function pageHtml(title: string, { nonce, words }: { nonce: string; words: Words }, body: string): string {
  return `<!doctype html>
<html lang="${words.language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `:root{color-scheme:light dark;--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#d4d4da,#3a3c42);--us:light-dark(#e8eefc,#1d2842);--fill:light-dark(#2c56d4,#3f66dd)}
body{margin:0;background:light-dark(#fff,#17181b);color:var(--text);font:16px/1.5 system-ui,sans-serif}main{max-width:640px;margin:0 auto;padding:24px 20px 64px}
h1{font-size:24px;line-height:1.25;margin:0 0 16px}h2{font-size:17px;margin:0 0 8px}section{margin:28px 0}.quiet{color:var(--quiet);font-size:14px}.done{padding:12px 16px;border-radius:6px;background:light-dark(#e3f3e9,#16301f)}
.top{display:flex;gap:12px;align-items:baseline;justify-content:space-between}.top a,a{color:light-dark(#2850c8,#93aeff)}.promises{list-style:none;margin:0;padding:0}.promises li{margin-block:6px;padding-inline-start:24px;text-indent:-20px}.promises li span{display:inline-block;inline-size:16px;text-indent:0;font-weight:700}.late span,.missed span{color:light-dark(#b3261e,#ff9d94)}.kept span{color:light-dark(#1c6b3c,#7fd3a0)}
.standing{padding:16px;border:1px solid var(--line);border-radius:8px}.standing p{margin:0 0 8px}dl{margin:0}dl div{display:flex;flex-wrap:wrap;gap:0 12px}dt{color:var(--quiet);min-inline-size:120px}dd{margin:0;overflow-wrap:anywhere}
article{margin:10px 0;padding:10px 14px;border:1px solid var(--line);border-radius:8px}article.us{background:var(--us);border-color:transparent}article p{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
label{display:block;margin:8px 0}textarea,input[type=file]{display:block;box-sizing:border-box;inline-size:100%;margin-block-start:4px;padding:8px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;font:inherit}
fieldset{border:0;padding:0;margin:0}.choice{margin:4px 0}button{padding:10px 18px;border:0;border-radius:6px;background:var(--fill);color:#fff;font:inherit;cursor:pointer}button.plain{background:transparent;color:inherit;border:1px solid var(--line)}
:focus-visible{outline:2px solid light-dark(#2850c8,#93aeff);outline-offset:2px}`;
