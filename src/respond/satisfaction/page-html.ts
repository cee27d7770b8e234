import type { PrivateView } from '#people/site/index.ts';
import { escaped } from '#respond/cases/index.ts';
import type { SatisfactionSettings } from './schema.ts';

export interface Asked {
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
export function ratingView(asked: Asked): PrivateView {
  const hidden = (act: string) =>
    `<input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">`;
  const form = (act: string, body: string) =>
    `<form class="form" method="post" enctype="multipart/form-data">${hidden(act)}${body}</form>`;
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
            `<fieldset class="choices"><legend class="hidden">${escaped(asked.question)}</legend>${choices}</fieldset>
<label>Why (if you like)<textarea name="text" rows="3" maxlength="2000"></textarea></label><button>Send</button>`,
          )}${form('stop', '<button class="link">Do not ask me again</button>')}`
        : `<h1 lang="${escaped(asked.language)}">${escaped(asked.thanks)}</h1><p role="status">Your answer: ${asked.rating} of 5.</p>`;
  return { language: 'en', title: 'How did we do?', body };
}

/** A page with one message. */
export function messageView(title: string, text: string): PrivateView {
  return { language: 'en', title, body: `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>` };
}
