import { syllablesOf } from './syllables.ts';
import type { Token } from './tokens.ts';

/**
 * Reading ease by published formulas: 100 is very easy, 0 very hard. `a` − `b` × words per sentence − `c` × syllables per word.
 * en: R. Flesch, A new readability yardstick, 1948. de: T. Amstad, Wie verständlich sind unsere Zeitungen?, 1978.
 * fr: L. Kandel and A. Moles, 1958. es: J. Fernández Huerta, 1959 (with words per sentence, as G. Law corrected it in 2011).
 * it: R. Vacca and V. Franchina, 1972. nl: W. H. Douma, 1960. pt: T. Martins and others, 1996.
 */
export const FORMULAS: Readonly<Record<string, { a: number; b: number; c: number; source: string }>> = {
  en: { a: 206.835, b: 1.015, c: 84.6, source: 'Flesch 1948' },
  de: { a: 180, b: 1, c: 58.5, source: 'Amstad 1978' },
  fr: { a: 207, b: 1.015, c: 73.6, source: 'Kandel and Moles 1958' },
  es: { a: 206.84, b: 1.02, c: 60, source: 'Fernández Huerta 1959' },
  it: { a: 206, b: 1, c: 65, source: 'Franchina and Vacca 1972' },
  nl: { a: 206.84, b: 0.93, c: 77, source: 'Douma 1960' },
  pt: { a: 248.835, b: 1.015, c: 84.6, source: 'Martins and others 1996' },
};

/** With fewer words a formula says nothing. */
export const LEAST_WORDS = 20;

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly words: number;
}

const END = /[.!?…。！？]+["'”’»)\]]*(?=\s|$)|[。！？]|\n\s*\n|\n(?=\s*[-•*])/gu;
/** What ends in a point and goes on. */
const SHORT =
  /(?:^|[\s(])(?:\p{L}(?:\.\s?\p{L})*|\d{1,2}|mr|mrs|ms|dr|st|no|nr|vs|etc|bzw|ca|inkl|usw|sra?|srta|dra|av|p\.\s?ej|m|mme|mlle|bijv|ecc|sig)\.$/iu;

/** Sentences of a text that have words. */
export function sentencesOf(text: string, tokens: readonly Token[]): Sentence[] {
  const ends: number[] = [];
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && SHORT.test(text.slice(Math.max(0, match.index - 8), match.index + 1)))
      continue;
    ends.push(end);
  }
  ends.push(text.length);
  const sentences: Sentence[] = [];
  let at = 0;
  for (const end of ends) {
    const first = at;
    let words = 0;
    for (; at < tokens.length && tokens[at]!.start < end; at++) if (tokens[at]!.kind === 'word') words++;
    if (words > 0) sentences.push({ start: tokens[first]!.start, end: tokens[at - 1]!.end, words });
  }
  return sentences;
}

/** Reading ease, rounded, 0 to 100; null where the text is too short or no formula is known for the language. */
export function easeOf(
  tokens: readonly Token[],
  sentences: readonly Sentence[],
  language: string | null,
): number | null {
  const formula = language === null ? undefined : FORMULAS[language];
  const words = tokens.filter(({ kind }) => kind === 'word');
  if (!formula || language === null || words.length < LEAST_WORDS) return null;
  const syllables = words.reduce((sum, { key }) => sum + syllablesOf(key, language), 0);
  const ease =
    formula.a -
    (formula.b * words.length) / Math.max(1, sentences.length) -
    (formula.c * syllables) / words.length;
  return Math.round(Math.min(100, Math.max(0, ease)));
}

/** The word for a reading ease. */
export function easeWord(ease: number): string {
  if (ease >= 80) return 'very easy';
  if (ease >= 65) return 'easy';
  if (ease >= 50) return 'fairly hard';
  return ease >= 30 ? 'hard' : 'very hard';
}
