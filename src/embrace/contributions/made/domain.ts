import { excerptOf } from '#lib/markdown/index.ts';

/** What can be made of what was said. */
export const MADE = ['article', 'thread'] as const;
export type Made = (typeof MADE)[number];
/** Of what it can be made. */
export const SOURCES = ['reply', 'thread', 'case'] as const;
export type SourceKind = (typeof SOURCES)[number];

const LONGEST_TITLE = 140;

/** A title for a question: its first sentence that asks, else what it was called, else how it begins. */
export function titleFor(called: string | null, question: string): string {
  const sentences = question.split(/(?<=[.!?？؟])\s+|\n+/).map((sentence) => sentence.trim());
  const asking = sentences.find((sentence) => /[?？؟]$/.test(sentence) && sentence.length >= 8);
  const title = asking ?? (called?.trim() || sentences.find((sentence) => sentence !== '')) ?? '';
  return excerptOf(title, LONGEST_TITLE);
}

/** A title without the handles that were taken out of it: whom it was for is left out, and who is meant in the middle is an ellipsis. */
export const untagged = (title: string): string =>
  begun(
    title
      .replace(/^(?:\p{L}+\s+)?(?:\[handle\]\s*)+[,:;!–-]+\s*/u, '')
      .replace(/^(?:\[handle\]\s*)+/u, '')
      .replace(/[\s,–-]*(?:\[handle\]\s*)+(?=[.!?？؟]*$)/u, '')
      .replaceAll(/(?:\[handle\]\s*)*\[handle\]/gu, '…')
      .trim(),
  );

/** The text of an article: what was asked as a quotation, unless the title says it, then what answered it. */
export function bodyFor(title: string, question: string, answers: readonly string[]): string {
  const asked = ['', title].includes(question.trim()) ? [] : [quoted(question)];
  return [...asked, ...answers.map((answer) => answer.trim())].filter((part) => part !== '').join('\n\n');
}

const quoted = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${line}`))
    .join('\n');

/** Pictures of the community stand in articles at the address of the help centre. */
export const withOwnFiles = (markdown: string): string =>
  markdown.replaceAll(/\/community\/files\/(file_[0-9a-z]+)/g, '/help/files/$1');

/** A question without the handles at its beginning: they say whom it was for. */
export const unaddressed = (text: string): string =>
  text.trim().replace(/^(?:@[\p{L}\p{N}_.-]+[\s,:]+)+/u, '');

/** An answer without the name at its end that a dash sets apart: `– Ama`. */
export const unsigned = (text: string): string =>
  text
    .trim()
    .replace(/\s+[–—-]{1,2}\s?\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*)?$/u, '')
    .trim();

/** What is left behind a handle or a greeting begins like a sentence; names that are written their own way (`eSIM`) stay. */
export const begun = (text: string): string =>
  text.replace(/^\p{Ll}[\p{Ll}\p{M}’']*(?![\p{L}\p{N}])/u, (word) => word[0]!.toUpperCase() + word.slice(1));
