import { refuse } from './problem.ts';

/**
 * The query with the signs that phones, word processors and full-width keyboards type replaced by the ones of the
 * grammar, each by one of the same length, so that places stay true. Letters are left alone.
 */
export function plainSigns(source: string): string {
  mustBeText(source);
  const signs = source
    .replaceAll(/[（）｛｝［］＊｜“”„‟＂〝〞〟]/g, (sign) => SIGNS[sign]!)
    .replaceAll(/(?<=\b[a-z]{2,})：/gi, ':');
  return plainQuotes(signs).replaceAll(/(?<=")[～〜]/g, '~');
}

/** Signs without width that typing from right to left, and copying, leave behind. */
export const INVISIBLE = '\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff';

/** Dashes that are typed for a minus. */
export const DASHES = '-‐‑‒–—−﹣－';

const SIGNS: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '｛': '{',
  '｝': '}',
  '［': '[',
  '］': ']',
  '＊': '*',
  '｜': '|',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '＂': '"',
  '〝': '"',
  '〞': '"',
  '〟': '"',
};

const CLOSING: Readonly<Record<string, string>> = { '«': '»', '»': '«', '「': '」', '『': '』', '《': '》' };

/** Pairs such as «…» and 「…」 are quotation marks too, except inside "…", {…} and comments. */
function plainQuotes(source: string): string {
  if (!/[«»「『《]/.test(source)) return source;
  const skipped = /"[^"]*"?|\{[^}]*\}?|<<<[^]*?(?:>>>|$)|[«»「『《]/g;
  let plain = source;
  for (let found = skipped.exec(plain); found !== null; found = skipped.exec(plain)) {
    const closing = CLOSING[found[0]];
    if (closing === undefined) continue;
    const end = plain.indexOf(closing, found.index + 1);
    const rest = end === -1 ? '' : `"${plain.slice(end + 1)}`;
    plain = `${plain.slice(0, found.index)}"${plain.slice(found.index + 1, end === -1 ? undefined : end)}${rest}`;
    if (end === -1) break;
    skipped.lastIndex = end + 1;
  }
  return plain;
}

/** Characters that no post has and no database keeps. */
function mustBeText(source: string): void {
  // Half a character is one that no well-formed pair holds.
  const bad = /[^\P{Cc}\s]|\p{Cs}/u.exec(source);
  if (bad === null) return;
  const span = { start: bad.index, end: bad.index + 1 };
  const message =
    'The query holds a character that cannot be typed or stored (a control character, or half of one).';
  const clean = source.replaceAll(/[^\P{Cc}\s]|\p{Cs}/gu, '').trim();
  refuse('bad_character', span, message, 'Remove it.', clean === '' ? [] : [clean]);
}
