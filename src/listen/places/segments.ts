import { foldWord } from './fold.ts';

/** A word of a profile or a text. */
export interface Token {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  /** Number of the segment: parts between commas, bars, emoji and the like. */
  readonly segment: number;
  /** Two letters or more, all of them capitals; `LA` in `LA`, not in `NEW YORK LA`, which shouts. */
  readonly isCapitals: boolean;
  readonly isCapitalised: boolean;
  /** Written in letters that stand without spaces between words. */
  readonly isUnspaced: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.'’‘`´][\p{L}\p{M}\p{N}]+)*\.?|&/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Between two words of one name; anything else ends a segment. */
const WITHIN = /^(?:\s*|-)$/u;
/** Longer profiles are stories; of longer texts only the beginning is read. */
const MAX_TOKENS = 400;

/** The words of a text with what lies between them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let segment = 0;
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    if (tokens.length > 0 && !isWithin(text, last, match.index)) segment++;
    if (match[0].includes('.'))
      for (const part of split(match[0], match.index)) tokens.push(tokenOf(part.text, part.start, segment));
    else tokens.push(tokenOf(match[0], match.index, segment));
    last = match.index + match[0].length;
    if (tokens.length > MAX_TOKENS) break;
  }
  return withoutShouting(tokens.filter(({ folded }) => folded !== ''));
}

function isWithin(text: string, from: number, to: number): boolean {
  if (to - from === 1 && text.charCodeAt(from) === SPACE) return true;
  return WITHIN.test(text.slice(from, to));
}

const SPACE = 32;

/** `St.Louis` is two words, `D.C.` is one. */
function split(text: string, start: number): { text: string; start: number }[] {
  const at = /\p{L}{2}\.(?=\p{L})/u.exec(text);
  if (at === null || text.length < 5) return [{ text, start }];
  const cut = at.index + 3;
  return [{ text: text.slice(0, cut), start }, ...split(text.slice(cut), start + cut)];
}

function tokenOf(text: string, start: number, segment: number): Token {
  const { isCapitals, isCapitalised, isUnspaced } = LATIN_WORD.test(text) ? latinShape(text) : shape(text);
  return {
    folded: text === '&' ? 'and' : foldWord(text),
    start,
    end: start + text.length,
    segment,
    isCapitals,
    isCapitalised,
    isUnspaced,
  };
}

type Shape = Pick<Token, 'isCapitals' | 'isCapitalised' | 'isUnspaced'>;

const LATIN_WORD = /^[A-Za-z]+$/;

function latinShape(text: string): Shape {
  const isCapitalised = text.charCodeAt(0) < 0x61;
  const isCapitals = isCapitalised && text.length > 1 && text === text.toUpperCase();
  return { isCapitals, isCapitalised, isUnspaced: false };
}

function shape(text: string): Shape {
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  return {
    isCapitals: letters.length >= 2 && /^\p{Lu}+$/u.test(letters),
    isCapitalised: /^\P{L}*\p{Lu}/u.test(text),
    isUnspaced: UNSPACED.test(text),
  };
}

/** Where everything is in capitals, long words too, capitals say nothing of a short one. */
function withoutShouting(tokens: Token[]): Token[] {
  let long = 0;
  for (const { folded, isCapitals } of tokens)
    if (folded.length > 4 && /[a-z]/.test(folded)) {
      if (!isCapitals) return tokens;
      long++;
    }
  const isShouting = long > 2;
  return isShouting
    ? tokens.map((token) => ({ ...token, isCapitals: token.isCapitals && token.folded.length <= 3 }))
    : tokens;
}
