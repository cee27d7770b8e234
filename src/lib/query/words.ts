import {
  exactForm,
  fold,
  foldKeepingMarks,
  hasMarks,
  hostOf,
  MAX_TERM,
  tokenizePattern,
} from '#lib/tokens/index.ts';
import type { Token } from '#lib/tokens/index.ts';
import type { PhraseNode, Span, WordNode } from './ast.ts';
import { quoted, refuse, replaced } from './problem.ts';

/** Fewest letters before a `*`. */
const MIN_PREFIX = 3;

/** Where words stand in the query decides how `?` and case are read. */
export type WordStyle = 'bare' | 'phrase' | 'exact';

/** What a piece of query text looks for: one word, or the words it falls into as a phrase; undefined for none. */
export function readWords(
  source: string,
  inner: Span,
  span: Span,
  style: WordStyle,
): WordNode | PhraseNode | undefined {
  let words = wordsIn(source, inner, style, style !== 'bare');
  if (words.length > 1 && style === 'bare') words = wordsIn(source, inner, style, true);
  const [first] = words;
  if (first === undefined) return undefined;
  return words.length === 1 ? { ...first, span } : { type: 'phrase', words, slop: null, span };
}

function wordsIn(source: string, inner: Span, style: WordStyle, isSentence: boolean): WordNode[] {
  const raw = source.slice(inner.start, inner.end);
  const text = isSentence ? withoutQuestions(raw) : raw;
  const words: WordNode[] = [];
  let end = 0;
  for (const token of tokenizePattern(text)) {
    // The first term of a place is the most particular one: `#tag` before `tag`.
    if (token.start < end) continue;
    end = token.end;
    words.push(wordOf(source, inner.start, token, text, style));
  }
  return words;
}

/** In running text a question mark at the end of a word ends a question; only inside it stands for a letter. */
function withoutQuestions(text: string): string {
  let plain = text;
  for (const { start, end } of text.includes('?') ? tokenizePattern(text) : []) {
    const word = text.slice(start, end).replace(/\?+$/, (all) => ' '.repeat(all.length));
    plain = plain.slice(0, start) + word + plain.slice(end);
  }
  return plain;
}

function wordOf(source: string, offset: number, token: Token, text: string, style: WordStyle): WordNode {
  const written = text.slice(token.start, token.end);
  const span = { start: offset + token.start, end: offset + token.end };
  const { term } = token;
  if (term.startsWith('link:')) refuseUrl(source, span, written);
  if (written.length > MAX_TERM || term.length >= MAX_TERM) {
    refuse('word_too_long', span, `A word is longer than ${MAX_TERM - 1} characters.`, 'Shorten it.');
  }
  const isPattern = /[*?]/.test(term);
  if (isPattern) checkPattern(source, term, span);
  const agreement = style === 'exact' ? 'exact' : hasMarks(written) ? 'accented' : 'folded';
  const form =
    agreement === 'exact' ? exactForm(written) : agreement === 'accented' ? foldKeepingMarks(written) : term;
  return { type: 'word', term, isPattern, agreement, form, written, span };
}

function checkPattern(source: string, term: string, span: Span): void {
  const letters = /^[#@$]?([^*?]*)/.exec(term)![1]!;
  const prefix = [...term.slice(0, Math.max(0, term.indexOf('*'))).replaceAll(/[#@$?]/g, '')];
  if (/^[*?]+$/.test(term) && span.start > 0 && !/[\s"(]/.test(source[span.start - 1]!)) {
    const message = 'A wildcard stands behind a sign or a character that is found by itself.';
    refuse('wildcard_on_character', span, message, 'Leave the wildcard out.', [replaced(source, span, '')]);
  }
  if (letters === '') {
    const message = `${quoted(term)} begins with a wildcard: every post would have to be read for it.`;
    refuse('leading_wildcard', span, message, 'Begin with at least one letter, three before a *.');
  }
  if (term.includes('*') && prefix.length < MIN_PREFIX) {
    const message = `${quoted(term)} has fewer than ${MIN_PREFIX} letters before the *.`;
    const fix = `Write at least ${MIN_PREFIX} letters before the *, or the words you mean with OR.`;
    refuse('short_prefix', span, message, fix);
  }
}

function refuseUrl(source: string, span: Span, written: string): never {
  const right = `link:${hostOf(written) ?? fold(written)}`;
  refuse('url_as_word', span, `${quoted(written)} is an address, not a word.`, `Write ${right}.`, [
    replaced(source, span, right),
  ]);
}
