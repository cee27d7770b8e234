import { lookOfSign } from '#lib/looks/index.ts';
import { compilePattern, PatternProblem, type Span } from '#lib/patterns/index.ts';
import type { WordView } from '../schema.ts';

/** A watched word that was found, and where. */
export interface Hit {
  word: WordView;
  spans: Span[];
}

/** Finds where a watched word stands in a text that was read. */
type Finder = (text: ReadText) => Span[];

interface Token {
  look: string;
  start: number;
  end: number;
}

/** A text as it is searched: read once for all words. */
interface ReadText {
  tokens: readonly Token[];
  /** Folded for expressions, with the sign of the text that each unit comes from. */
  folded: string;
  places: readonly { start: number; end: number }[];
}

const WORD_SIGN = /[\p{L}\p{N}\p{M}@$|!€]/u;
const SEEN = /[\p{L}\p{N}]/u;

/**
 * Reads a text as an eye does: look-alikes are the letters they look like, what cannot be seen is not there, and letters that stand alone one
 * after the other (`v i a g r a`, `v.i.a.g.r.a`) are one word.
 */
function readText(text: string): ReadText {
  const raw: Token[] = [];
  const places: { start: number; end: number }[] = [];
  let [folded, word, start, at] = ['', '', 0, 0];
  const close = (end: number) => {
    // At the end of a word these are what they are.
    const plain = word.replace(/[!|]+$/, '');
    const look = lookOfWord(plain);
    if (look !== '') raw.push({ look, start, end: end - (word.length - plain.length) });
    word = '';
  };
  for (const sign of text) {
    const seen = lookOfSign(sign);
    for (let i = 0; i < seen.length; i++) places.push({ start: at, end: at + sign.length });
    folded += seen;
    if (WORD_SIGN.test(sign) || (sign > '\u007f' && SEEN.test(seen))) {
      if (word === '') start = at;
      word += sign;
    } else if (!/\p{Cf}/u.test(sign)) close(at);
    at += sign.length;
  }
  close(at);
  return { tokens: joined(raw), folded, places };
}

const FEWEST_ALONE = 3;

/** Letters that stand alone, three or more in a row, are a word besides what they are. */
function joined(raw: readonly Token[]): Token[] {
  const tokens: Token[] = [];
  let row: Token[] = [];
  const close = () => {
    if (row.length >= FEWEST_ALONE)
      tokens.push({ look: row.map(({ look }) => look).join(''), start: row[0]!.start, end: row.at(-1)!.end });
    else tokens.push(...row);
    row = [];
  };
  for (const token of raw) {
    if (token.look.length === 1) row.push(token);
    else {
      close();
      tokens.push(token);
    }
  }
  close();
  return tokens;
}

function lookOfWord(word: string): string {
  let look = '';
  for (const sign of word) look += lookOfSign(sign, true);
  return look
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** `free money`, `crypto*`, `*coin`: whole words one after the other; a star at an end stands for the rest of a word. */
function wordsFinder(pattern: string): Finder {
  const parts = pattern.split(/\s+/).flatMap((part) => {
    const look = lookOfWord(part.replaceAll('*', '').replace(/[!|]+$/, ''));
    return look === '' ? [] : [{ look, isOpenBefore: part.startsWith('*'), isOpenAfter: part.endsWith('*') }];
  });
  if (parts.length === 0) throw new PatternProblem('Write at least one letter or digit', 1);
  const fits = (token: Token | undefined, { look, isOpenBefore, isOpenAfter }: (typeof parts)[number]) => {
    if (!token) return false;
    if (isOpenBefore && isOpenAfter) return token.look.includes(look);
    if (isOpenAfter) return token.look.startsWith(look);
    return isOpenBefore ? token.look.endsWith(look) : token.look === look;
  };
  return ({ tokens }) => {
    const spans: Span[] = [];
    for (let at = 0; at + parts.length <= tokens.length; at++) {
      if (!parts.every((part, index) => fits(tokens[at + index], part))) continue;
      const last = at + parts.length - 1;
      spans.push({ start: tokens[at]!.start, end: tokens[last]!.end });
      at = last;
    }
    return spans;
  };
}

/** Small letters and look-alikes in the expression as in the text; what stands behind a \ stays. */
function expressionFinder(source: string): Finder {
  let isEscaped = false;
  const folded = Array.from(source, (sign) => {
    const kept = isEscaped && sign.codePointAt(0)! < 128;
    isEscaped = sign === '\\' && !isEscaped;
    return kept ? sign : lookOfSign(sign);
  }).join('');
  const pattern = compilePattern(folded);
  return ({ folded: text, places }) =>
    pattern
      .findAll(text)
      .map(({ start, end }) => ({ start: places[start]!.start, end: places[end - 1]!.end }));
}

/** Makes a word ready. Throws `PatternProblem` in words for who wrote it. */
export function finderOf({ pattern, isExpression }: Pick<WordView, 'pattern' | 'isExpression'>): Finder {
  return isExpression ? expressionFinder(pattern) : wordsFinder(pattern);
}

/** Words that are looked for together. */
export function compileWords(words: readonly WordView[]): (text: string) => Hit[] {
  const finders = words.map((word) => ({ word, find: finderOf(word) }));
  return (text) => {
    if (finders.length === 0) return [];
    const read = readText(text);
    return finders.flatMap(({ word, find }) => {
      const spans = find(read);
      return spans.length === 0 ? [] : [{ word, spans }];
    });
  };
}

/** The text with what was found replaced; where finds overlap, the first one counts. */
export function replacedIn(text: string, hits: readonly Hit[]): string {
  const all = hits
    .flatMap(({ word, spans }) => spans.map((span) => ({ ...span, by: word.replacement })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let [made, at] = ['', 0];
  for (const { start, end, by } of all) {
    if (start < at) continue;
    made += text.slice(at, start) + by;
    at = end;
  }
  return made + text.slice(at);
}
