/** What a UTF-16 unit does in running text. */
export const SPACE = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Invisible, or a mark that says nothing in its script: passed over inside a word. */
export const IGNORED = 3;
export const APOSTROPHE = 4;
/** A character of a script without spaces between words. */
export const UNSPACED = 5;
export const PUNCTUATION = 6;
export const PICTOGRAPH = 7;
/** First half of a pair; the pair decides. */
export const HIGH_SURROGATE = 8;

export const CLASS_BITS = 15;
export const IS_UPPER = 16;
const IS_KNOWN = 32;
/** Above it stands the folded unit: lower case, without accents where the script is written without them too. */
export const FOLD_SHIFT = 8;

/** Class, case and folded form of a UTF-16 unit, in one number. */
export function factsOfUnit(unit: number): number {
  const known = units[unit]!;
  return known === 0 ? (units[unit] = learn(unit)) : known;
}

/** The same for a code point above U+FFFF: styled letters (𝐅𝐑𝐄𝐄) fold to plain ones. */
export function factsOfPair(codePoint: number): number {
  let facts = pairs.get(codePoint);
  if (facts === undefined) {
    facts = learn(codePoint);
    if (pairs.size < MOST_PAIRS) pairs.set(codePoint, facts);
  }
  return facts;
}

const units = new Uint32Array(0x10000);
const pairs = new Map<number, number>();
/** Emoji, styled letters and rare scripts in real use are far fewer; hostile text cannot fill the memory. */
const MOST_PAIRS = 8192;

function learn(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  const kind = classify(char, codePoint);
  if (kind !== LETTER && kind !== DIGIT && kind !== UNSPACED) return kind | IS_KNOWN;
  const isUpper = /\p{Lu}/u.test(char) ? IS_UPPER : 0;
  return kind | isUpper | IS_KNOWN | (foldedUnit(char, codePoint) << FOLD_SHIFT);
}

const IGNORABLE = /[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const SCRIPTS_WITHOUT_SPACES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const MARKS_OFTEN_LEFT_OUT = /[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}]/u;
const PLAIN_SIGNS = '©®™‼⁉〰〽#*';

function classify(char: string, codePoint: number): number {
  if (codePoint >= 0xd800 && codePoint < 0xdc00) return HIGH_SURROGATE;
  if (codePoint >= 0xdc00 && codePoint < 0xe000) return SPACE;
  if (IGNORABLE.test(char)) return IGNORED;
  if ("'\u2018\u2019\u02bc\u02bb\uff07".includes(char)) return APOSTROPHE;
  if (/\p{M}/u.test(char)) return MARKS_OFTEN_LEFT_OUT.test(char) ? IGNORED : LETTER;
  if (/\p{Nd}/u.test(char)) return DIGIT;
  if (/[\p{L}\p{N}]/u.test(char)) return SCRIPTS_WITHOUT_SPACES.test(char) ? UNSPACED : LETTER;
  if (/[\p{Extended_Pictographic}\p{RI}]/u.test(char) && !PLAIN_SIGNS.includes(char)) return PICTOGRAPH;
  return /[\p{P}\p{S}]/u.test(char) ? PUNCTUATION : SPACE;
}

/** Arabic letters that are written one for the other. */
const SAME_LETTER: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك' };

function foldedUnit(char: string, codePoint: number): number {
  if (/\p{Nd}/u.test(char)) return ZERO;
  const plain = char.normalize('NFKD').toLowerCase();
  const first = plain.codePointAt(0)!;
  const folded = (SAME_LETTER[plain[0]!] ?? plain[0]!).charCodeAt(0);
  return first > 0xffff ? 0xe000 + (codePoint & 0x7ff) : folded;
}

const ZERO = 48;
