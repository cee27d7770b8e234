import type { Query, WordNode } from '#lib/query/index.ts';
import { foldKeepingMarks, hasMarks, tokenize } from '#lib/tokens/index.ts';

/** Put before a term that shares the position of the one before it. */
export const SAME_PLACE = '\u0001';

/** A term and where it stands; a word with accents is there a second time, as it was written. */
export interface PlacedTerm {
  readonly term: string;
  readonly position: number;
}

/** What peers are given of a text: the terms that Rapport's tokeniser finds, so that both look for the same. */
export function placedTerms(text: string): PlacedTerm[] {
  return tokenize(text).flatMap(({ term, position, start, end }) => {
    const written = text.slice(start, end);
    const place = { term: peerTerm(term), position };
    return hasMarks(written)
      ? [place, { term: accented(term, foldKeepingMarks(written)), position }]
      : [place];
  });
}

/** One line for Lucene. */
export function termLine(text: string): string {
  let last = -1;
  const terms = placedTerms(text).map(({ term, position }) => {
    const isSame = position === last;
    last = position;
    return isSame ? SAME_PLACE + term : term;
  });
  return terms.join(' ');
}

/** The term by which a peer finds a word of a query; undefined where the word needs more than a term says. */
export function termOf(word: WordNode): string | undefined {
  if (word.isPattern || word.agreement === 'exact') return undefined;
  return word.agreement === 'accented' ? accented(word.term, word.form) : peerTerm(word.term);
}

/** The letters before the star of a pattern that is nothing but a prefix. */
export function prefixOf(word: WordNode): string | undefined {
  const isPrefix = word.isPattern && word.agreement === 'folded' && /^[^*?]+\*$/.test(word.term);
  return isPrefix ? word.term.slice(0, -1) : undefined;
}

/** No prefix of a word may find a link. */
function peerTerm(term: string): string {
  return term.replace(/^link:/, '\u0002');
}

function accented(term: string, form: string): string {
  return `\u0003${peerTerm(term)}=${form}`;
}

/**
 * A query in the prefix notation of `lucene-monitor/QueryReader.java`, its parts parted by tabs, or undefined where
 * Lucene knows no query with the same meaning (authors and other fields, exact case, wildcards inside).
 */
export function peerQuery(query: Query): string | undefined {
  const parts = partsOf(query);
  return parts.includes(undefined) ? undefined : parts.join('\t');
}

type Parts = (string | number | undefined)[];

function partsOf(query: Query): Parts {
  switch (query.type) {
    case 'word': {
      const prefix = prefixOf(query);
      return prefix === undefined ? ['w', termOf(query)] : ['p', prefix];
    }
    case 'phrase': {
      const terms = query.words.map(termOf);
      return query.slop === null ? ['q', terms.length, ...terms] : ['s', terms.length, query.slop, ...terms];
    }
    case 'near':
      return ['n', query.distance, query.isOrdered ? 1 : 0, ...partsOf(query.left), ...partsOf(query.right)];
    case 'and':
      return ['a', query.children.length, ...query.children.flatMap(partsOf)];
    case 'or':
      return ['o', query.children.length, ...query.children.flatMap(partsOf)];
    case 'not':
      return ['-', ...partsOf(query.child)];
    default:
      return [undefined];
  }
}
