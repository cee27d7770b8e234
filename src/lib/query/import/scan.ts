import type { Span } from '../ast.ts';

/** What the text of any of the dialects falls into. */
export type Scanned =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not'; readonly span: Span }
  | { readonly kind: 'near'; readonly distance: number; readonly isOrdered: boolean; readonly span: Span }
  | { readonly kind: 'atleast'; readonly count: number; readonly span: Span }
  /** Behind a phrase or a bracket: `~5`. */
  | { readonly kind: 'slop'; readonly count: number; readonly span: Span }
  /** `^5`: only orders what is shown. */
  | { readonly kind: 'boost'; readonly span: Span }
  | { readonly kind: 'word' | 'phrase' | 'exact' | 'range'; readonly text: string; readonly span: Span }
  /** `name:`; its value comes next. */
  | { readonly kind: 'field'; readonly name: string; readonly span: Span };

type Reader = (
  word: string,
) => Pick<Extract<Scanned, { kind: 'near' }>, 'distance' | 'isOrdered'> | undefined;

/** Cuts a text with plain signs; whatever it holds becomes something. Linear in its length. */
export function scanText(source: string, near: Reader, isCaseless: boolean): Scanned[] {
  const found: Scanned[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(source); match !== null; match = PIECE.exec(source)) {
    const [text] = match;
    const span = { start: match.index, end: match.index + text.length };
    if ((text.startsWith('<<<') && text.endsWith('>>>')) || text.trim() === '') continue;
    const piece = pieceOf(text, span, near, isCaseless);
    found.push(piece);
    if (piece.kind !== 'field') continue;
    VALUE.lastIndex = span.end;
    const value = VALUE.exec(source)?.[0];
    if (value === undefined) continue;
    PIECE.lastIndex = VALUE.lastIndex;
    found.push({ kind: 'word', text: value, span: { start: span.end, end: VALUE.lastIndex } });
  }
  return found;
}

/** What stands directly behind a colon, colons and all, unless it is bracketed or quoted. */
const VALUE = /[^\s()"{}[\]]+/y;

const PIECE =
  /<<<[^]*?>>>|"[^"]*"?|\{[^{}]*\}?|\[[^\][]*\]?|[()]|~\d+(?![\p{L}\p{N}])|\^\d+(?:\.\d+)?|[-–−](?=[^\s)–−-])|[a-z][a-z0-9_.]*:(?!\/\/)(?=\S)|[^\s()"{}[\]^~]+|[^]/giu;

function pieceOf(text: string, span: Span, near: Reader, isCaseless: boolean): Scanned {
  switch (text[0]) {
    case '(':
      return { kind: 'open', span };
    case ')':
      return { kind: 'close', span };
    case '"':
      return { kind: 'phrase', text: text.replaceAll('"', ''), span };
    case '{':
      return { kind: 'exact', text: text.replaceAll(/[{}]/g, ''), span };
    case '[':
      return { kind: 'range', text, span };
    case '^':
      return text.length > 1 ? { kind: 'boost', span } : { kind: 'word', text, span };
    case '~':
      return text.length > 1
        ? { kind: 'slop', count: Number(text.slice(1)), span }
        : { kind: 'word', text, span };
  }
  if (/^[-–−]$/.test(text)) return { kind: 'not', span };
  if (/^[a-z][\w.]*:$/i.test(text)) return { kind: 'field', name: text.slice(0, -1).toLowerCase(), span };
  return wordOf(text, span, near, isCaseless);
}

function wordOf(text: string, span: Span, near: Reader, isCaseless: boolean): Scanned {
  const word = isCaseless ? text.toUpperCase() : text;
  if (word === 'AND' || word === 'OR' || word === 'NOT') {
    return { kind: word === 'AND' ? 'and' : word === 'OR' ? 'or' : 'not', span };
  }
  const distance = near(text);
  if (distance !== undefined) return { kind: 'near', ...distance, span };
  const count = /^ATLEAST\/?(\d{1,6})$/.exec(word)?.[1];
  return count === undefined ? { kind: 'word', text, span } : { kind: 'atleast', count: Number(count), span };
}
