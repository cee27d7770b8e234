import { foldWords } from './fold.ts';

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
    const between = text.slice(last, match.index);
    if (tokens.length > 0 && !WITHIN.test(between)) segment++;
    for (const part of split(match[0], match.index)) tokens.push(tokenOf(part.text, part.start, segment));
    last = match.index + match[0].length;
    if (tokens.length > MAX_TOKENS) break;
  }
  return withoutShouting(tokens.filter(({ folded }) => folded !== ''));
}

/** `St.Louis` is two words, `D.C.` is one. */
function split(text: string, start: number): { text: string; start: number }[] {
  const at = /\p{L}{2}\.(?=\p{L})/u.exec(text);
  if (at === null || text.length < 5) return [{ text, start }];
  const cut = at.index + 3;
  return [{ text: text.slice(0, cut), start }, ...split(text.slice(cut), start + cut)];
}

function tokenOf(text: string, start: number, segment: number): Token {
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  return {
    folded: text === '&' ? 'and' : foldWords(text).join(''),
    start,
    end: start + text.length,
    segment,
    isCapitals: letters.length >= 2 && /^\p{Lu}+$/u.test(letters),
    isCapitalised: /^\P{L}*\p{Lu}/u.test(text),
    isUnspaced: UNSPACED.test(text),
  };
}

/** Where everything is in capitals, long words too, capitals say nothing of a short one. */
function withoutShouting(tokens: Token[]): Token[] {
  const long = tokens.filter(({ folded }) => folded.length > 4 && /[a-z]/.test(folded));
  const isShouting = long.length > 2 && long.every(({ isCapitals }) => isCapitals);
  return isShouting
    ? tokens.map((token) => ({ ...token, isCapitals: token.isCapitals && token.folded.length <= 3 }))
    : tokens;
}
