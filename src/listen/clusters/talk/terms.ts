import { tokenize } from '#lib/tokens/index.ts';
import { isTellingWord } from '#lib/words/index.ts';

/** A word of a text by which it is compared, and how its author wrote it. */
export interface Word {
  term: string;
  written: string;
  /** It stands where a sentence begins, so that a capital says nothing. */
  isFirst: boolean;
}

/** Signs of a text that are read: who says more has said what it is about. */
const MOST_UNITS = 4000;

/**
 * The telling words of a text, each once, in the order in which they stand. Scripts without spaces give pairs of neighbouring signs.
 * Handles, links, numbers and words that stand everywhere say nothing of the matter.
 */
export function wordsOf(text: string): Word[] {
  const words = new Map<string, Word>();
  let behind = 0;
  let sign: { term: string; position: number; start: number } | undefined;
  const said = text.slice(0, MOST_UNITS);
  for (const { term, position, start, end } of tokenize(said)) {
    const isFirst = behind === 0 || SENTENCE_END.test(said.slice(behind, start));
    // A handle at the beginning is an address, and a sentence begins behind it.
    if (!isFirst || !term.startsWith('@')) behind = end;
    if (SIGN.test(term)) {
      if (sign?.position === position - 1) keep(sign.term + term, said.slice(sign.start, end), false);
      sign = { term, position, start };
    } else if (isTellingWord(term)) keep(term, said.slice(start, end).replace(/^[#$]/, ''), isFirst);
  }
  return [...words.values()];

  function keep(term: string, written: string, isFirst: boolean): void {
    if (!words.has(term)) words.set(term, { term, written, isFirst });
  }
}

const SENTENCE_END = /[.!?…:;\n"“”„«»()|•–—]/;

const SIGN =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
