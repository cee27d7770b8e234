/** Longest fact in UTF-16 units; both sides are cut alike. */
export const MAX_FACT = 200;

/** The one form in which a field's value is stored and compared: `author:jane.example`. */
export function fact(name: string, value: string): string {
  return `${name}:${value.replaceAll(/\p{Cc}/gu, '').slice(0, MAX_FACT)}`.toWellFormed();
}

/** Names and handles without the leading @ and quotation marks, composed, in lower case, blanks single. */
export function plainName(written: string): string {
  return written
    .normalize('NFC')
    .replaceAll(/["“”„‟＂\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/^[\s@＠]+/, '')
    .trimEnd()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** Names of places, in which accents, full stops, apostrophes and hyphens make no difference: `st louis`. */
export function placeName(written: string): string {
  const letters = plainName(written.normalize('NFKD').replaceAll(/[\p{M}.'’‘ʼ]/gu, ''));
  return letters.replaceAll(/[\p{Pd},_/\s]+/gu, ' ').trim();
}

/** A thread's id as given, or its address without `www.`, fragment and closing slash; undefined where it is too long. */
export function threadName(written: string): string | undefined {
  const bare = written
    .normalize('NFC')
    .replaceAll(/[\p{Cc}"“”„‟＂]/gu, '')
    .trim();
  const url = /^https?:\/\//i.test(bare) ? URL.parse(bare) : null;
  const name =
    url === null
      ? bare
      : `${url.protocol}//${url.host.replace(/^www\./, '')}${url.pathname}${url.search}`.replace(/\/$/, '');
  return name === '' || name.length > MAX_FACT ? undefined : name.toWellFormed();
}

/** A language tag in lower case with hyphens, or undefined. */
export function languageTag(written: string): string | undefined {
  const tag = written.trim().replaceAll('_', '-').toLowerCase();
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/.test(tag) && tag.length <= 35 ? tag : undefined;
}
