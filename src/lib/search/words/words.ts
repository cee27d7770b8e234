import { tokenize } from '#lib/tokens/index.ts';
import { stemOf } from './stem.ts';
import { PAIRS, SAME_AS } from './synonyms.ts';
import { guessLanguage } from './language.ts';
import { STOP_WORDS, WEAK_WORDS } from './stop-words.ts';

/** A word of a text that is searched for or found. */
export interface Word {
  /** Stem: what is compared. */
  readonly stem: string;
  /** Folded, as it stands in the text. */
  readonly term: string;
  /** Fits to any matter: "need", "today". */
  readonly isWeak: boolean;
}

/** Characters that are read of one text. */
const MOST_UNITS = 40_000;
const NOTHING: ReadonlySet<string> = new Set();
const SIGN = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const SKIPPED = /^(?:[@#]|link:)|^\p{Extended_Pictographic}/u;

/**
 * The telling words of a text in their order, as stems of its language (guessed where it is not told). Scripts without spaces give pairs of neighbouring
 * signs. Handles and links are left out; of `#tag` the word is read.
 */
export function wordsOf(text: string, language?: string): { words: Word[]; language: string } {
  const terms: string[] = [];
  let before: { sign: string; position: number } | undefined;
  for (const { term, position } of tokenize(text.slice(0, MOST_UNITS))) {
    if (SIGN.test(term)) {
      if (before?.position === position - 1) terms.push(before.sign + term);
      before = { sign: term, position };
    } else if (!SKIPPED.test(term)) terms.push(term);
  }
  const spoken = language ?? guessLanguage(terms);
  return { words: tellingOf(terms, spoken), language: spoken };
}

function tellingOf(terms: readonly string[], language: string): Word[] {
  const stop = STOP_WORDS.get(language) ?? NOTHING;
  const isEnglish = language === 'en';
  const words: Word[] = [];
  let before: { stem: string; term: string } | undefined;
  for (const term of terms) {
    const own = stemOf(term, language);
    const stem = isEnglish ? (SAME_AS.get(own) ?? own) : own;
    const pair = isEnglish && before ? `${before.stem} ${own}` : '';
    const same = SAME_AS.get(pair);
    if (before && same !== undefined) {
      // One word that is written as two: it stands for both.
      if (words.at(-1)?.term === before.term) words.pop();
      words.push({ stem: same, term: `${before.term} ${term}`, isWeak: false });
      before = undefined;
      continue;
    }
    if (!stop.has(term)) words.push({ stem, term, isWeak: isEnglish && WEAK_WORDS.has(term) });
    if (before && PAIRS.has(pair)) words.push({ stem: pair, term: `${before.term} ${term}`, isWeak: false });
    before = { stem: own, term };
  }
  return words;
}
