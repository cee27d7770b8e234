import type { PrivateView } from '#people/site/index.ts';
import { escaped } from '#respond/cases/index.ts';
import type { SatisfactionSettings } from './schema.ts';
import { wordsIn } from './words.ts';

export interface Asked {
  /** Of the question, which the company wrote; what the page says around it is in `speaks`. */
  language: string;
  speaks: 'en' | 'de';
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

/** The question as its customer sees it: a form that works without scripts, nothing is loaded from elsewhere. */
export function ratingView(asked: Asked): PrivateView {
  const words = wordsIn(asked.speaks);
  const thumbs: [number, string][] = [
    [5, `👍 ${words.yes}`],
    [1, `👎 ${words.no}`],
  ];
  const own = `lang="${escaped(asked.language)}" dir="auto"`;
  const hidden = (act: string) =>
    `<input type="hidden" name="proof" value="${escaped(asked.proof)}"><input type="hidden" name="act" value="${act}">`;
  const form = (act: string, body: string) =>
    `<form class="form" method="post" enctype="multipart/form-data">${hidden(act)}${body}</form>`;
  const choices = (asked.scale === 'stars' ? STARS : thumbs)
    .map(
      ([value, said]) =>
        `<label class="choice"><input type="radio" name="rating" value="${value}" required> ${said}</label>`,
    )
    .join('');
  const body =
    asked.done === 'stopped'
      ? `<h1>${words.stopped}</h1>`
      : asked.rating === null
        ? `<h1 ${own}>${escaped(asked.question)}</h1>${form(
            'rate',
            `<fieldset class="choices"><legend class="hidden" ${own}>${escaped(asked.question)}</legend>${choices}</fieldset>
<label>${words.why}<textarea name="text" rows="3" maxlength="2000"></textarea></label><button>${words.send}</button>`,
          )}${form('stop', `<button class="link">${words.stop}</button>`)}`
        : `<h1 ${own}>${escaped(asked.thanks)}</h1><p role="status">${words.answered(asked.rating)}</p>`;
  return { language: asked.speaks, title: words.title, body };
}

/** A page with one message. */
export function messageView(language: string, title: string, text: string): PrivateView {
  return { language, title, body: `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>` };
}
