import { escaped } from '#respond/cases/index.ts';
import { STANDING } from './domain.ts';
import type { Visit } from './visit.ts';

/** The page of a case as its customer sees it: forms work without scripts, nothing is loaded from elsewhere. */
export function casePageHtml(
  visit: Visit,
  asked: { company: string; nonce: string; proof: string; done: string | null },
): string {
  const { shown, promisedFor, events, page } = visit;
  const facts: [string, string][] = [
    ['Since', day(shown.openedAt)],
    ...(shown.solvedAt === null ? [] : [['Solved', day(shown.solvedAt)] as [string, string]]),
    ...(promisedFor === null ? [] : [['You hear from us by', `${moment(promisedFor)}`] as [string, string]]),
    ...shown.fields.map(({ label, value }): [string, string] => [label, value]),
  ];
  const form = (act: string, body: string, more = '') =>
    `<form method="post" enctype="multipart/form-data"${more}><input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">${body}</form>`;
  const isOver = shown.status === 'solved' || shown.status === 'closed';
  return pageHtml(
    `Your case ${shown.number}`,
    asked.nonce,
    `<p class="quiet">${escaped(asked.company)}</p><h1>Your case ${shown.number}</h1>
${asked.done === null ? '' : `<p class="done" role="status">${escaped(asked.done)}</p>`}
<section class="standing"><h2>${STANDING[shown.status]}</h2><p>${escaped(shown.nextStep)}</p>
<dl>${facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl></section>
<section><h2>What was said</h2>${said(visit, asked.company)}</section>
<section><h2>Add something</h2>${form(
      'wrote',
      `<label>Your message<textarea name="text" rows="4" maxlength="4000"></textarea></label>
<label>A photo, video or document<input type="file" name="file"></label><button>Send</button>`,
    )}</section>
${isOver ? `<section><h2>Not solved?</h2>${form('reopened', '<label>What is missing<textarea name="text" rows="2" maxlength="4000"></textarea></label><button>Open it again</button>')}</section>` : ''}
${isOver && !events.some(({ kind }) => kind === 'rated') ? rateForm(form) : ''}
<section><h2>Did we promise to call?</h2>${form('no-call', '<button class="plain">Nobody called me back</button>')}</section>
<p class="quiet">This page works until ${day(page.expiresAt.toISOString())} for everybody who has the link. Times are in UTC.</p>`,
  );
}

/** A page with one message, for links that do not work. */
export function noPageHtml(nonce: string): string {
  return pageHtml(
    'No case',
    nonce,
    '<h1>This page is not there</h1><p>Its link has expired or was taken back. Answer where we wrote to you, and we send a new one.</p>',
  );
}

/** A page that says why something was not done. */
export function refusedHtml(nonce: string, reason: string, back: string): string {
  return pageHtml(
    'Not sent',
    nonce,
    `<h1>Not sent</h1><p>${escaped(reason)}</p><p><a href="${escaped(back)}">Back to your case</a></p>`,
  );
}

function rateForm(form: (act: string, body: string) => string): string {
  const choices = [5, 4, 3, 2, 1]
    .map(
      (value) =>
        `<label class="choice"><input type="radio" name="rating" value="${value}" required> ${value} ${WORDS[value]!}</label>`,
    )
    .join('');
  return `<section><h2>How did we do?</h2>${form('rated', `<fieldset><legend class="quiet">5 is best</legend>${choices}</fieldset><label>Why<textarea name="text" rows="2" maxlength="4000"></textarea></label><button>Send</button>`)}</section>`;
}

const WORDS: Readonly<Record<number, string>> = {
  5: 'very good',
  4: 'good',
  3: 'all right',
  2: 'poor',
  1: 'bad',
};

function said({ shown, events }: Visit, company: string): string {
  const lines = [
    ...shown.lines.map((line) => ({
      at: line.at,
      who: line.isOwn ? company : 'You',
      side: line.isOwn ? 'us' : 'you',
      text: line.text,
    })),
    ...events.flatMap((event) => {
      const text = EVENT_WORDS[event.kind](event.text ?? '', event.rating);
      return [{ at: event.at.toISOString(), who: 'You', side: 'you', text }];
    }),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  if (lines.length === 0) return '<p class="quiet">Nothing to show yet.</p>';
  return lines
    .map(
      ({ at, who, side, text }) =>
        `<article class="${side}"><header><strong>${escaped(who)}</strong> <time datetime="${at}" class="quiet">${moment(at)}</time></header><p dir="auto">${escaped(text)}</p></article>`,
    )
    .join('\n');
}

const EVENT_WORDS = {
  wrote: (text: string) => text,
  file: (text: string) => `Sent the file ${text}`,
  reopened: (text: string) => `Opened it again. ${text}`,
  rated: (text: string, rating: number | null) => `${rating ?? ''} of 5. ${text}`,
  'no-call': (text: string) => `Nobody called back. ${text}`,
} as const;

function pageHtml(title: string, nonce: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function day(iso: string): string {
  return iso.slice(0, 10);
}

function moment(iso: string): string {
  return iso.slice(0, 16).replace('T', ' ');
}

const STYLE = `:root{color-scheme:light dark;--text:light-dark(#191a1e,#ececef);--quiet:light-dark(#50535b,#abaeb7);--line:light-dark(#d4d4da,#3a3c42);--us:light-dark(#e8eefc,#1d2842);--fill:light-dark(#2c56d4,#3f66dd)}
body{margin:0;background:light-dark(#fff,#17181b);color:var(--text);font:16px/1.5 system-ui,sans-serif}main{max-width:640px;margin:0 auto;padding:24px 20px 64px}
h1{font-size:24px;line-height:1.25;margin:0 0 16px}h2{font-size:17px;margin:0 0 8px}section{margin:28px 0}.quiet{color:var(--quiet);font-size:14px}.done{padding:12px 16px;border-radius:6px;background:light-dark(#e3f3e9,#16301f)}
.standing{padding:16px;border:1px solid var(--line);border-radius:8px}.standing p{margin:0 0 8px}dl{margin:0}dl div{display:flex;gap:12px}dt{color:var(--quiet);min-width:120px}dd{margin:0;overflow-wrap:anywhere}
article{margin:10px 0;padding:10px 14px;border:1px solid var(--line);border-radius:8px}article.us{background:var(--us);border-color:transparent}article p{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
label{display:block;margin:8px 0}textarea,input[type=file]{display:block;box-sizing:border-box;width:100%;margin-top:4px;padding:8px;border:1px solid var(--line);border-radius:6px;background:transparent;color:inherit;font:inherit}
fieldset{border:0;padding:0;margin:0}.choice{margin:4px 0}button{padding:10px 18px;border:0;border-radius:6px;background:var(--fill);color:#fff;font:inherit;cursor:pointer}button.plain{background:transparent;color:inherit;border:1px solid var(--line)}
:focus-visible{outline:2px solid light-dark(#2850c8,#93aeff);outline-offset:2px}`;
