import type { Span } from './ast.ts';
import { quoted, refuse, replaced } from './problem.ts';
import { DASHES, INVISIBLE } from './typed-signs.ts';

export type Lexeme =
  | { readonly kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus'; readonly span: Span }
  | { readonly kind: 'near'; readonly distance: number; readonly isOrdered: boolean; readonly span: Span }
  | { readonly kind: 'atleast'; readonly count: number; readonly span: Span }
  | { readonly kind: 'words' | 'exact'; readonly inner: Span; readonly span: Span }
  | { readonly kind: 'phrase'; readonly inner: Span; readonly slop: number | null; readonly span: Span }
  | { readonly kind: 'field'; readonly name: string; readonly values: readonly Piece[]; readonly span: Span };

/** A piece of the query's text with its place. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
}

/** Most words between two ends of NEAR or in a loose phrase, and most repetitions of ATLEAST. */
export const MAX_DISTANCE = 100;

/** Cuts a query with plain signs into lexemes; refuses what cannot be one. Linear in the length of the query. */
export function lex(source: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = skipBlank(source, 0);
  while (at < source.length) {
    const lexeme = lexemeAt(source, at);
    lexemes.push(lexeme);
    at = skipBlank(source, lexeme.span.end);
  }
  return lexemes;
}

const CHUNK = /(?:(?!<<<)[^\s(){}"])+/uy;
const FIELD = /([a-z]{2,}):/iy;
const BLANK = new RegExp(`[\\s${INVISIBLE}]*`, 'y');

function skipBlank(source: string, from: number): number {
  let at = from;
  for (;;) {
    BLANK.lastIndex = at;
    BLANK.test(source);
    at = BLANK.lastIndex;
    if (!source.startsWith('<<<', at)) return at;
    const end = source.indexOf('>>>', at + 3);
    if (end === -1) {
      const span = { start: at, end: source.length };
      refuse('comment_not_closed', span, 'The comment is not closed.', 'End it with >>>.', [`${source}>>>`]);
    }
    at = end + 3;
  }
}

function lexemeAt(source: string, at: number): Lexeme {
  const char = source[at]!;
  const one = { start: at, end: at + 1 };
  if (char === '(') return { kind: 'open', span: one };
  if (char === ')') return { kind: 'close', span: one };
  if (char === '"') return phraseAt(source, at);
  if (char === '{') return exactAt(source, at);
  if (char === '}') {
    refuse('brace_not_opened', one, 'A } closes nothing.', 'Remove it, or open it with {.', [
      replaced(source, one, ''),
    ]);
  }
  if (DASHES.includes(char)) return minusAt(source, at);
  return fieldAt(source, at) ?? chunkAt(source, at);
}

function phraseAt(source: string, at: number): Lexeme {
  const close = closingQuote(source, at);
  const inner = { start: at + 1, end: close };
  const tilde = close + 1;
  if (source[tilde] !== '~') return { kind: 'phrase', inner, slop: null, span: { start: at, end: tilde } };
  const digits = digitsAt(source, tilde + 1);
  const span = { start: at, end: tilde + 1 + digits.length };
  return { kind: 'phrase', inner, slop: distance(source, digits, span, '~', 0), span };
}

function exactAt(source: string, at: number): Lexeme {
  const close = source.indexOf('}', at);
  if (close === -1) {
    const span = { start: at, end: source.length };
    refuse('brace_not_closed', span, 'The { is not closed.', 'Close the exact words with }.', [
      `${source.trimEnd()}}`,
    ]);
  }
  const span = { start: at, end: close + 1 };
  if (source[close + 1] === '~') misplacedSlop(span);
  return { kind: 'exact', inner: { start: at + 1, end: close }, span };
}

function minusAt(source: string, at: number): Lexeme {
  const span = { start: at, end: at + 1 };
  const next = source[at + 1];
  if (next === undefined || /[\s)]/.test(next)) {
    const rest = source.slice(at + 1).trimStart();
    const joined = rest === '' ? [] : [source.slice(0, at + 1) + rest, source.slice(0, at) + rest];
    const fix = 'Write it directly before what is excluded (-word), or leave it out.';
    refuse('operand_missing', span, 'A minus stands alone.', fix, joined);
  }
  return { kind: 'minus', span };
}

function fieldAt(source: string, at: number): Lexeme | undefined {
  FIELD.lastIndex = at;
  const name = FIELD.exec(source)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const start = at + name.length + 1;
  if (source.startsWith('//', start)) return undefined;
  const char = source[start] ?? ' ';
  if (char === '(' || char === '[') return listedField(source, name, at, start);
  const isQuoted = char === '"';
  const close = isQuoted ? closingQuote(source, start) : -1;
  const value = isQuoted ? source.slice(start + 1, close) : chunkFrom(source, start);
  const end = isQuoted ? close + 1 : start + value.length;
  return { kind: 'field', name, values: [{ text: value, span: { start, end } }], span: { start: at, end } };
}

/** `field:(a|b)` for any of several values and `field:[1 TO 5]` for a range. */
function listedField(source: string, name: string, at: number, start: number): Lexeme {
  const isRange = source[start] === '[';
  // Separators inside quotation marks and ranges belong to the value.
  const kept = isRange ? /$^/g : /"[^"]*"|\[[^\]]*\]/g;
  const rest = source.slice(start).replaceAll(kept, (value) => 'x'.repeat(value.length));
  const close = rest.indexOf(isRange ? ']' : ')');
  if (close === -1) {
    const missing = isRange ? ']' : ')';
    const open = { start, end: start + 1 };
    const closed = `${source.trimEnd()}${missing}`;
    refuse('bracket_not_closed', open, 'The bracket is not closed.', `Close it with ${missing}.`, [closed]);
  }
  const end = start + close + 1;
  const span = { start: at, end };
  if (isRange)
    return { kind: 'field', name, values: [{ text: source.slice(start, end), span: { start, end } }], span };
  const values: Piece[] = [];
  let offset = start + 1;
  for (const [i, part] of rest
    .slice(1, close)
    .split(/(\||,|\sOR\s)/)
    .entries()) {
    if (i % 2 === 0) values.push(unquoted(source.slice(offset, offset + part.length), offset));
    offset += part.length;
  }
  return { kind: 'field', name, values, span };
}

function unquoted(part: string, offset: number): Piece {
  const start = offset + part.length - part.trimStart().length;
  const text = part.trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return { text: isQuoted ? text.slice(1, -1) : text, span: { start, end: start + text.length } };
}

function chunkAt(source: string, at: number): Lexeme {
  const chunk = chunkFrom(source, at);
  const span = { start: at, end: at + chunk.length };
  const word = plainWord(chunk);
  if (word === 'AND' || word === 'OR' || word === 'NOT') {
    return { kind: word === 'AND' ? 'and' : word === 'OR' ? 'or' : 'not', span };
  }
  const near = /^NEAR(?:\/(\d*)(f?))?$/i.exec(word);
  if (near !== null && (word === 'NEAR' || word.includes('/'))) {
    mustBeCapital(source, word, span, `NEAR/${near[1] || 5}${near[2] ? 'f' : ''}`, 'NEAR');
    const isOrdered = Boolean(near[2]);
    return { kind: 'near', distance: distance(source, near[1] ?? '', span, 'NEAR/', 0), isOrdered, span };
  }
  const atLeast = /^ATLEAST(?:\/(\d*))?$/i.exec(word);
  if (atLeast !== null && (word === 'ATLEAST' || word.includes('/'))) {
    mustBeCapital(source, word, span, `ATLEAST/${atLeast[1] || 2}`, 'ATLEAST');
    return { kind: 'atleast', count: distance(source, atLeast[1] ?? '', span, 'ATLEAST/', 1), span };
  }
  const begun = /^(?:NEAR|ATLEAST)\//.exec(word);
  if (begun !== null) distance(source, '', span, begun[0], begun[0] === 'NEAR/' ? 0 : 1);
  mustNotBeForeign(source, chunk, span);
  return { kind: 'words', inner: span, span };
}

/** Full-width letters and digits as plain ones, without invisible signs. */
function plainWord(chunk: string): string {
  return chunk.normalize('NFKC').replaceAll(INVISIBLE_SIGNS, '');
}

const INVISIBLE_SIGNS = new RegExp(`[${INVISIBLE}]`, 'g');

function mustBeCapital(source: string, chunk: string, span: Span, right: string, name: string): void {
  if (chunk.startsWith(name)) return;
  refuse(
    'operator_unknown',
    span,
    `${quoted(chunk)} is not an operator.`,
    `Write it in capitals: ${right}.`,
    [replaced(source, span, right)],
  );
}

/** Operators of other query languages would silently mean something else here. */
function mustNotBeForeign(source: string, chunk: string, span: Span): void {
  const known = { '&': 'AND', '&&': 'AND', '+': 'AND', '|': 'OR', '||': 'OR', '!': 'NOT' };
  const operator = Object.entries(known).find(([sign]) => sign === chunk)?.[1];
  let right = operator;
  if (chunk.startsWith('!') && /[\p{L}\p{N}]/u.test(chunk)) right = `-${chunk.slice(1)}`;
  else if (/[^|]\|+[^|]/.test(chunk)) right = `(${chunk.split(/\|+/).filter(Boolean).join(' OR ')})`;
  if (right !== undefined) {
    const message = `${quoted(chunk)} is not an operator of this language.`;
    refuse('operator_unknown', span, message, `Write ${right}.`, [replaced(source, span, right)]);
  }
  if (/~\d*$/.test(chunk)) misplacedSlop(span);
}

function misplacedSlop(span: Span): never {
  const fix = 'Write the words as a phrase of two or more in quotation marks: "word word"~5.';
  refuse('slop_misplaced', span, 'A ~ stands only behind a phrase.', fix);
}

function distance(source: string, digits: string, span: Span, operator: string, least: number): number {
  const value = digits === '' ? NaN : Number(digits);
  if (value >= least && value <= MAX_DISTANCE) return value;
  const message = `${operator} needs a whole number from ${least} to ${MAX_DISTANCE} directly behind it.`;
  const near = operator === 'NEAR/' && digits === '' ? [replaced(source, span, 'NEAR/5')] : [];
  refuse('distance', span, message, `For example ${operator}5.`, near);
}

function closingQuote(source: string, open: number): number {
  const close = source.indexOf('"', open + 1);
  if (close !== -1) return close;
  const span = { start: open, end: source.length };
  const closed = `${source.trimEnd()}"`;
  return refuse('quote_not_closed', span, 'The quotation mark is not closed.', 'Close it with ".', [closed]);
}

function chunkFrom(source: string, at: number): string {
  CHUNK.lastIndex = at;
  return CHUNK.exec(source)?.[0] ?? '';
}

function digitsAt(source: string, at: number): string {
  const digits = /\d*/y;
  digits.lastIndex = at;
  return digits.exec(source)![0];
}
