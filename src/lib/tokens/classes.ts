/** What a code point does in running text; the numbers index a lazily filled table. */
export const SEPARATOR = 1;
/** Letter, digit or underscore of a script that puts spaces between words. */
export const WORD = 2;
/** Combining mark: part of the word or character before it. */
export const MARK = 3;
/** Character of a script without spaces (Han, kana, Hangul, Thai, Lao, Khmer, Burmese): a token by itself. */
export const SINGLE = 4;
export const APOSTROPHE = 5;
/** Invisible and meaningless inside a word: soft hyphen, joiners, direction marks. */
export const JOINER = 6;
export const PICTOGRAPH = 7;
export const HASH = 8;
export const AT = 9;
export const DOLLAR = 10;

/** The class of a code point. `*` and `?` are separators here; patterns treat them as letters. */
export function classOf(codePoint: number): number {
  const known = table[codePoint]!;
  return known === 0 ? (table[codePoint] = classify(codePoint)) : known;
}

/** Vowels and last consonants that join the syllable before them when Hangul is written in pieces. */
export function isSyllablePart(codePoint: number): boolean {
  return (codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint >= 0xd7b0 && codePoint <= 0xd7fb);
}

const table = new Uint8Array(0x110000);

const APOSTROPHES = "'\u2019\u02bc\u02bb\uff07";
const JOINERS = /[\u00ad\u200c-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]/;
// Script extensions bring in the shared signs of Japanese (ー 々 ゝ) that belong to no single script.
const SINGLES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
// Signs of the trade, not of feeling: they stand in the middle of product names.
const PLAIN_SIGNS = '©®™‼⁉';

/** Whether a code point is a picture by its own nature, even where it counts as a plain sign. */
export function isPictograph(codePoint: number): boolean {
  return /\p{Extended_Pictographic}/u.test(String.fromCodePoint(codePoint));
}

function classify(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  if (char === '#' || char === '＃') return HASH;
  if (char === '@' || char === '＠') return AT;
  if (char === '$' || char === '＄') return DOLLAR;
  if (APOSTROPHES.includes(char)) return APOSTROPHE;
  if (JOINERS.test(char)) return JOINER;
  // The half-width voicing marks are letters by category but act as marks.
  if (/[\p{M}\uff9e\uff9f]/u.test(char)) return MARK;
  if (/[\p{L}\p{N}]/u.test(char)) return SINGLES.test(char) ? SINGLE : WORD;
  if (char === '_') return WORD;
  const isPictograph = /[\p{Extended_Pictographic}\p{RI}]/u.test(char) && !PLAIN_SIGNS.includes(char);
  return isPictograph ? PICTOGRAPH : SEPARATOR;
}
