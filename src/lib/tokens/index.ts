import { scan } from './scan.ts';

export { exactForm, fold, foldKeepingMarks, hasMarks } from './fold.ts';
export { type FoundLink, hostOf, linkAt, linkTerms } from './links.ts';
export { KIND_OF_BYTE } from './byte-table.ts';
export { ByteTokens } from './byte-tokens.ts';
export { LINK, PLAIN, SINGLE_CHARACTER, SPELLED } from './token-list.ts';
export { factsOf, FOLD_SHIFT, severalOf } from './fold-table.ts';
export { EMPTY_HASH, HASH_STEP, finish, hashOf, HEAD_LENGTH, headOf } from './hash.ts';
export { MAX_TERM } from './scan.ts';
export { rawOfToken, termOfToken } from './token-text.ts';
export { CODE_POINT, SIZE_SHIFT, sizedCodePoint } from './utf8.ts';

/** One term at one place of a text. Several terms may share a position (`#tag` and `tag`). */
export interface Token {
  /** Folded: what is compared, stored and counted. */
  readonly term: string;
  /** Counts from 0; every word, character token, emoji, mention and URL takes one. */
  readonly position: number;
  /** UTF-16 offset of the first character in the text. */
  readonly start: number;
  /** UTF-16 offset behind the last character; a possessive 's stays outside. */
  readonly end: number;
}

/** All tokens of a text from left to right. Never throws, whatever the text holds. */
export function tokenize(text: string): Token[] {
  return collect(text, false);
}

/** Tokens of words of a query, in which `*` and `?` count as letters. */
export function tokenizePattern(text: string): Token[] {
  return collect(text, true);
}

/** The different terms of a text, in the order of their first appearance: what a search index stores. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  scan(text, (term) => terms.add(term));
  return [...terms];
}

function collect(text: string, isPattern: boolean): Token[] {
  const tokens: Token[] = [];
  scan(text, (term, position, start, end) => tokens.push({ term, position, start, end }), isPattern);
  return tokens;
}
