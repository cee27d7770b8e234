import type { PrivateView } from '#people/site/index.ts';
import { escaped } from '#respond/cases/index.ts';
import type { Visit } from './visit.ts';
import { dayIn, type Language, LANGUAGES, momentIn, type Words, WORDS } from './words.ts';

interface Asked {
  company: string;
  proof: string;
  done: string | null;
  /** Chosen by a link; undefined for that of the conversation. */
  lang: Language | undefined;
  /** What else of the address a change of the language keeps, from `&` on. */
  rest?: string;
}

type Form = (act: string, body: string) => string;

/** The page of a case as its customer sees it: forms work without scripts, nothing is loaded from elsewhere. */
export function casePageView(visit: Visit, asked: Asked): PrivateView {
  const { shown, events, page, words } = visit;
  const action = asked.lang ? ` action="?lang=${asked.lang}"` : '';
  const form: Form = (act, body) =>
    `<form class="form" method="post" enctype="multipart/form-data"${action}><input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">${body}</form>`;
  const isOver = shown.status === 'solved' || shown.status === 'closed';
  return {
    language: words.language,
    title: words.title(shown.number),
    foot: `<p>${languagesHtml(words, asked.rest)}</p>`,
    body: `<h1>${words.title(shown.number)}</h1>
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
  };
}

/** A page with one message, for links that do not work. */
export function noPageView(words: Words): PrivateView {
  const body = `<h1>${words.notThere}</h1><p>${words.expired}</p>`;
  return { language: words.language, title: words.noCase, body };
}

/** A page that says why something was not done. */
export function refusedView({
  words,
  reason,
  back,
}: {
  words: Words;
  reason: string;
  back: string;
}): PrivateView {
  const body = `<h1>${words.notSent}</h1><p>${escaped(reason)}</p><p><a href="${escaped(back)}">${words.back}</a></p>`;
  return { language: words.language, title: words.notSent, body };
}

function standingHtml({ shown, promisedFor, words }: Visit): string {
  const facts: [string, string][] = [
    [words.since, dayIn(words, shown.openedAt)],
    ...(shown.solvedAt === null ? [] : [[words.solved, dayIn(words, shown.solvedAt)] as [string, string]]),
    ...(promisedFor === null ? [] : [[words.hearBy, momentIn(words, promisedFor)] as [string, string]]),
    ...shown.fields.map(({ label, value }): [string, string] => [label, value]),
  ];
  return `<section class="panel"><h2>${words.standing[shown.status]}</h2><p dir="auto">${escaped(shown.nextStep)}</p>
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
  return `<section><h2>${words.rate}</h2>${form('rated', `<fieldset class="choices"><legend class="quiet">${words.best}</legend>${choices}</fieldset><label>${words.why}<textarea name="text" rows="2" maxlength="4000" dir="auto"></textarea></label><button>${words.send}</button>`)}</section>`;
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
