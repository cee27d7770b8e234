import { hash } from 'node:crypto';
import { tokenize } from '#lib/tokens/index.ts';
import { isTellingWord } from '#lib/words/index.ts';

/** What is left of a text when everything is taken off that changes while it is passed on. */
export interface Canonical {
  /** Folded words and numbers, one space between them. */
  readonly text: string;
  /** 52 bits of the text's SHA-256: the same text, the same key. */
  readonly key: number;
  /** The different numbers in it, sorted: texts that differ in them are never copies of each other. */
  readonly numbers: string;
}

const FEWEST_WORDS = 5;
const FEWEST_TELLING = 3;
const FEWEST_LETTERS = 20;
/** Signs of a text that are looked at: a copy of a longer text is told by its beginning. */
const MOST_UNITS = 20_000;

/**
 * The canonical form of a text; undefined where it is too short or says too little to be told from what anybody might write ("thanks!").
 * Handles, links, emoji, case, accents, punctuation, signs of sharing (RT @x, via @x), thread counters (1/3) and
 * separators of thousands go; hashtags stay as words; numbers stay, but ids of seven digits and more are all alike.
 */
export function canonicalOf(title: string | null, text: string): Canonical | undefined {
  const said = (title ? `${title}\n${text}` : text).slice(0, MOST_UNITS);
  const words = wordsOf(said.replace(COUNTER, ' ').replaceAll(THOUSANDS, '$1$2'));
  if (!saysEnough(words)) return undefined;
  const joined = words.join(' ');
  const numbers = [...new Set(words.filter((word) => NUMBER.test(word)))].sort().join(' ');
  return { text: joined, key: Number.parseInt(hash('sha256', joined, 'hex').slice(0, 13), 16), numbers };
}

const COUNTER = /^\s*[([]?\d{1,2}\s?\/\s?\d{1,2}[)\]]?(?=\s)|\s[([]?\d{1,2}\s?\/\s?\d{1,2}[)\]]?\s*$/g;
const THOUSANDS = /(\d)[.,'’\u00a0\u202f](\d{3})(?!\d)/g;
const NUMBER = /\p{Nd}/u;
const LONG_ID = /^\p{Nd}{7,}$/u;
const SHARED_BEFORE = new Set(['rt', 'mt', 'qt']);
const SHARED_BY = 'via';

function wordsOf(text: string): string[] {
  const words: string[] = [];
  let at = -1;
  for (const { term, position } of tokenize(text)) {
    const first = term.charCodeAt(0);
    if (first === AT_SIGN) dropMarkOfSharing(words);
    // The word of a hashtag or cash tag stands at the same position once more.
    if (
      position === at ||
      first === AT_SIGN ||
      first === HASH ||
      first === DOLLAR ||
      term.startsWith('link:')
    )
      continue;
    if (!HAS_LETTER.test(term)) continue;
    at = position;
    words.push(LONG_ID.test(term) ? '0' : term);
  }
  return words;
}

const AT_SIGN = 64;
const HASH = 35;
const DOLLAR = 36;
const HAS_LETTER = /[\p{L}\p{Nd}]/u;

/** "RT" and its like before a handle, "via" before one. */
function dropMarkOfSharing(words: string[]): void {
  const last = words.at(-1);
  if (last === undefined) return;
  if (SHARED_BEFORE.has(last) || last === SHARED_BY) words.pop();
}

function saysEnough(words: readonly string[]): boolean {
  const different = new Set(words);
  let weight = 0;
  let letters = 0;
  let telling = 0;
  for (const word of different) {
    const isSign = IDEOGRAPH.test(word);
    weight += isSign ? IDEOGRAPH_WORDS : 1;
    letters += isSign ? IDEOGRAPH_LETTERS : word.length;
    telling += isSign ? IDEOGRAPH_WORDS : isTellingWord(word) ? 1 : 0;
  }
  return weight >= FEWEST_WORDS && telling >= FEWEST_TELLING && letters >= FEWEST_LETTERS;
}

/** One sign of a script without spaces is about half a word, and says as much as two letters. */
const IDEOGRAPH =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;
const IDEOGRAPH_WORDS = 0.5;
const IDEOGRAPH_LETTERS = 2;
