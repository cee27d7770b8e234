import { escaped } from '#respond/cases/index.ts';
import type { SatisfactionSettings } from './schema.ts';

export interface Asked {
  company: string;
  language: string;
  question: string;
  thanks: string;
  scale: SatisfactionSettings['scale'];
  /** What was answered; null while nothing was. */
  rating: number | null;
  proof: string;
  /** What was just done. */
  done: 'rated' | 'stopped' | null;
}

const STARS = [5, 4, 3, 2, 1].map((value): [number, string] => [
  value,
  `${'★'.repeat(value)}${'☆'.repeat(5 - value)} ${value}`,
]);
const THUMBS: [number, string][] = [
  [5, '👍 Yes'],
  [1, '👎 No'],
];

/** The question as its customer sees it: a form that works without scripts, nothing is loaded from elsewhere. */
export function ratingHtml(asked: Asked, nonce: string): string {
  const hidden = (act: string) =>
    `<input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">`;
  const form = (act: string, body: string) =>
    `<form method="post" enctype="multipart/form-data">${hidden(act)}${body}</form>`;
  const choices = (asked.scale === 'stars' ? STARS : THUMBS)
    .map(
      ([value, words]) =>
        `<label class="choice"><input type="radio" name="rating" value="${value}" required> ${words}</label>`,
    )
    .join('');
  const body =
    asked.done === 'stopped'
      ? '<h1>We do not ask you again</h1>'
      : asked.rating === null
        ? `<h1 lang="${escaped(asked.language)}">${escaped(asked.question)}</h1>${form(
            'rate',
            `<fieldset><legend class="hidden">${escaped(asked.question)}</legend>${choices}</fieldset>
<label>Why (if you like)<textarea name="text" rows="3" maxlength="2000"></textarea></label><button>Send</button>`,
          )}${form('stop', '<button class="plain">Do not ask me again</button>')}`
        : `<h1 lang="${escaped(asked.language)}">${escaped(asked.thanks)}</h1><p role="status">Your answer: ${asked.rating} of 5.</p>`;
  return html(asked.company, nonce, `<p class="quiet">${escaped(asked.company)}</p>${body}`);
}

/** A page with one message. */
export function messageHtml(title: string, text: string, nonce: string): string {
  return html(title, nonce, `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>`);
}

function html(title: string, nonce: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style nonce="${nonce}">${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:1rem/1.5 system-ui,sans-serif}main{max-width:34rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.4rem;line-height:1.3}fieldset{border:0;padding:0;margin:0 0 1rem}.choice{display:block;padding:.6rem .75rem;border:1px solid;border-radius:.5rem;margin:.5rem 0}
textarea{display:block;width:100%;box-sizing:border-box;font:inherit;margin:.25rem 0 1rem}button{font:inherit;padding:.6rem 1.2rem;min-height:44px}.plain{background:none;border:0;text-decoration:underline;padding:1rem 0;color:inherit}
.quiet{opacity:.75}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
