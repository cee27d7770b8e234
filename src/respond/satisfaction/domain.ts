import type { SatisfactionSettings } from './schema.ts';

type Text = SatisfactionSettings['texts'][number];

/** The question in the customer's language: the same tag, the same language elsewhere, else the first. */
export function textIn(texts: readonly Text[], language: string | undefined): Text {
  const wanted = language?.toLowerCase() ?? '';
  const base = wanted.split('-')[0]!;
  return (
    texts.find((text) => text.language === wanted) ??
    texts.find((text) => base !== '' && text.language.split('-')[0] === base) ??
    texts[0]!
  );
}

const STOP =
  /\b(?:stop (?:asking|this|it|sending)|unsubscribe|no more (?:surveys?|questions?|e?mails?)|don['’]?t ask|do not ask|leave me alone|frag(?:t|en)? (?:mich )?nicht|keine umfragen?|no me pregunt\w+|ne me demand\w+)\b|^\s*stop\s*[.!]*\s*$/i;

/** Whether somebody who was just asked says that he does not want to be. */
export function refusesQuestion(words: string): boolean {
  return words.length <= 280 && STOP.test(words);
}

/** What a rating on a scale of two means on the one of five. */
export function readRating(given: string, scale: SatisfactionSettings['scale']): number | undefined {
  const value = /^[1-5]$/.test(given.trim()) ? Number(given.trim()) : undefined;
  return scale === 'thumbs' && value !== 1 && value !== 5 ? undefined : value;
}
