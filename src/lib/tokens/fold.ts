/**
 * The term a piece of text is found by: compatibility decomposition, marks and skin tones dropped, lower case.
 * Works code point by code point, so a table can do the same on bytes; only Hangul is composed again.
 */
export function fold(raw: string): string {
  if (isPlainAscii(raw)) return raw.toLowerCase();
  let folded = '';
  for (const char of raw) folded += foldCodePoint(char);
  return JAMO.test(folded) ? folded.normalize('NFC') : folded;
}

/** Like `fold`, but marks and skin tones stay: what an accented query word is compared with. */
export function foldKeepingMarks(raw: string): string {
  return raw.normalize('NFKD').toLowerCase().replaceAll('ς', 'σ').replaceAll(INVISIBLE, '').normalize('NFC');
}

/** The text itself, composed, without apostrophes and invisible signs: what an exact query word is compared with. */
export function exactForm(raw: string): string {
  return raw.normalize('NFC').replaceAll(INVISIBLE, '');
}

/** Whether a piece of text carries marks (accents, vowel signs, voicing) or a skin tone that `fold` drops. */
export function hasMarks(raw: string): boolean {
  return !isPlainAscii(raw) && /[\p{M}\p{EMod}]/u.test(raw.normalize('NFKD').replaceAll(INVISIBLE, ''));
}

const JAMO = /[\u1100-\u11ff]/;
const INVISIBLE =
  /['\u2019\u02bc\u02bb\uff07\u00ad\u200c-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]|[\ufe00-\ufe0f]/g;
// Signs inside handles, wildcards of patterns, and the parts of emoji.
const KEPT_SIGNS = /[.*?\-@]|[\p{RI}\p{Extended_Pictographic}\u{e0020}-\u{e007f}]/u;

const folds = new Map<string, string>();

/** What one code point leaves of itself; nothing for marks and joiners. */
export function foldCodePoint(char: string): string {
  const known = folds.get(char);
  if (known !== undefined) return known;
  const folded = computeFold(char);
  folds.set(char, folded);
  return folded;
}

function computeFold(char: string): string {
  if (!/[\p{L}\p{N}]/u.test(char) && KEPT_SIGNS.test(char)) return char;
  const letters = char.normalize('NFKD').replaceAll(INVISIBLE, '').toLowerCase().replaceAll('ς', 'σ');
  const kept = letters.replaceAll(/[^\p{L}\p{N}_]/gu, '');
  return /\p{sc=Hangul}/u.test(char) ? kept.normalize('NFC') : kept;
}

function isPlainAscii(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code > 127 || code === 39) return false;
  }
  return true;
}
