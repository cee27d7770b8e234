import type { GroupNode, InNode, PhraseNode, Query, Span, WordNode } from './ast.ts';
import { SECTIONS } from './ast.ts';
import type { Lexeme } from './lexer.ts';
import { lex } from './lexer.ts';
import { mustHavePlaces } from './near-sides.ts';
import { quoted, refuse, replaced } from './problem.ts';
import { readField, readSection } from './read-field.ts';
import { mixedReadings } from './readings.ts';
import { plainSigns } from './typed-signs.ts';
import type { WordStyle } from './words.ts';
import { readWords } from './words.ts';

/** Deepest nesting of brackets and negations. */
export const MAX_DEPTH = 32;
/** Most words of a phrase with `~`. */
const MAX_LOOSE_WORDS = 16;

/** Parses by recursive descent; throws `Refused`. Knows the form of a query, not whether it makes a good topic. */
export function parse(written: string): Query {
  const source = plainSigns(written);
  const parser: Parser = { source, lexemes: lex(source), at: 0 };
  const whole = { start: 0, end: source.length };
  if (parser.lexemes.length === 0) {
    refuse('empty', whole, 'The query is empty.', 'Write at least one word to look for.');
  }
  const query = parseLevel(parser, 0);
  const stray = parser.lexemes[parser.at];
  if (stray !== undefined) {
    refuse('bracket_not_opened', stray.span, 'A bracket closes that was never opened.', 'Remove it.', [
      replaced(source, stray.span, ' ').trim(),
    ]);
  }
  return query;
}

interface Parser {
  readonly source: string;
  readonly lexemes: readonly Lexeme[];
  at: number;
}

/** Everything between two brackets, or the whole query: operands joined by AND or by OR, never both. */
function parseLevel(parser: Parser, depth: number): Query {
  const operands = [parseUnary(parser, depth)];
  const joins: ('and' | 'or')[] = [];
  for (let next = peek(parser); next !== undefined && next.kind !== 'close'; next = peek(parser)) {
    const isWritten = next.kind === 'and' || next.kind === 'or';
    if (isWritten) parser.at++;
    joins.push(next.kind === 'or' ? 'or' : 'and');
    operands.push(parseUnary(parser, depth));
  }
  const [first] = operands;
  const [join] = joins;
  if (join === undefined) return first!;
  const span = { start: first!.span.start, end: operands.at(-1)!.span.end };
  if (new Set(joins).size > 1) refuseMixed(parser, operands, joins, span);
  return group(join, operands, span);
}

function group(type: 'and' | 'or', operands: readonly Query[], span: Span): GroupNode {
  const children = operands.flatMap((operand) =>
    operand.type === type ? (operand as GroupNode).children : [operand],
  );
  return { type, children, span };
}

function refuseMixed(parser: Parser, operands: Query[], joins: ('and' | 'or')[], span: Span): never {
  const parts = operands.map(({ span }) => parser.source.slice(span.start, span.end));
  const readings = mixedReadings(parts, joins);
  refuse(
    'mixed_and_or',
    span,
    'AND and OR stand side by side, and that can be read in two ways. A space between words means AND.',
    `Add brackets: ${readings.map((reading) => quoted(reading)).join(' or ')}.`,
    readings.map((reading) => replaced(parser.source, span, reading)),
  );
}

function parseUnary(parser: Parser, depth: number): Query {
  const next = peek(parser);
  if (next?.kind !== 'not' && next?.kind !== 'minus') return parseNear(parser, depth);
  parser.at++;
  const child = parseUnary(parser, deeper(depth, next.span));
  return { type: 'not', child, span: { start: next.span.start, end: child.span.end } };
}

function parseNear(parser: Parser, depth: number): Query {
  const left = parseOperand(parser, depth);
  const next = peek(parser);
  if (next?.kind !== 'near') return left;
  parser.at++;
  const right = parseOperand(parser, depth);
  mustHavePlaces(left, 'NEAR');
  mustHavePlaces(right, 'NEAR');
  const { distance, isOrdered } = next;
  const span = { start: left.span.start, end: right.span.end };
  const more = peek(parser);
  if (more?.kind === 'near') refuseChain(parser, depth, [left, right], more.span);
  return { type: 'near', left, right, distance, isOrdered, span };
}

/** `a NEAR/3 b NEAR/3 c` can be read in two ways, as AND beside OR can. */
function refuseChain(parser: Parser, depth: number, [first, second]: [Query, Query], span: Span): never {
  parser.at++;
  const third = parseOperand(parser, depth);
  const { source } = parser;
  const readings = [first, second].map((from, i) => {
    const pair = { start: from.span.start, end: [second, third][i]!.span.end };
    return replaced(source, pair, `(${source.slice(pair.start, pair.end)})`);
  });
  const message = 'NEAR joins two sides; three in a row can be read in two ways.';
  refuse('near_operand', span, message, 'Put one pair in brackets.', readings);
}
function parseOperand(parser: Parser, depth: number): Query {
  const next = peek(parser);
  if (next === undefined) return missingOperand(parser);
  parser.at++;
  switch (next.kind) {
    case 'open':
      return parseBrackets(parser, depth, next.span);
    case 'words':
      return wordsOf(parser, next.inner, next.span, 'bare');
    case 'exact':
      return wordsOf(parser, next.inner, next.span, 'exact');
    case 'phrase':
      return loosened(wordsOf(parser, next.inner, next.span, 'phrase'), next.slop);
    case 'field':
      return next.name === 'in' ? parseIn(parser, depth, next) : readField(parser.source, next);
    case 'atleast':
      return parseAtLeast(parser, depth, next);
    default:
      parser.at--;
      return missingOperand(parser);
  }
}

function parseBrackets(parser: Parser, depth: number, open: Span): Query {
  const inside = deeper(depth, open);
  const next = peek(parser);
  if (next?.kind === 'close') {
    const span = { start: open.start, end: next.span.end };
    const rest = replaced(parser.source, span, ' ').trim();
    refuse(
      'bracket_empty',
      span,
      'There is nothing between the brackets.',
      'Remove them.',
      rest === '' ? [] : [rest],
    );
  }
  if (next === undefined) refuseOpen(parser, open);
  const query = parseLevel(parser, inside);
  const close = peek(parser);
  if (close === undefined) refuseOpen(parser, open);
  parser.at++;
  return { ...query, span: { start: open.start, end: close.span.end } };
}

function refuseOpen({ source, lexemes }: Parser, open: Span): never {
  const kinds = lexemes.map(({ kind }) => kind);
  const missing =
    kinds.filter((kind) => kind === 'open').length - kinds.filter((kind) => kind === 'close').length;
  const closed = `${source.trimEnd()}${')'.repeat(Math.max(1, missing))}`;
  refuse('bracket_not_closed', open, 'The bracket is not closed.', 'Close it with ).', [closed]);
}

function wordsOf(parser: Parser, inner: Span, span: Span, style: WordStyle): WordNode | PhraseNode {
  const words = readWords(parser.source, inner, span, style);
  if (words !== undefined) return words;
  const text = parser.source.slice(span.start, span.end);
  const rest = replaced(parser.source, span, ' ').trim();
  const code = style === 'bare' ? 'nothing_to_find' : 'quote_empty';
  refuse(
    code,
    span,
    `${quoted(text)} has no letter, digit or emoji to look for.`,
    'Remove it or write a word.',
    rest === '' ? [] : [rest],
  );
}

function loosened(words: WordNode | PhraseNode, slop: number | null): WordNode | PhraseNode {
  if (slop === null) return words;
  if (words.type === 'phrase' && words.words.length <= MAX_LOOSE_WORDS) return { ...words, slop };
  if (words.type === 'phrase') {
    const message = `A loose phrase has more than ${MAX_LOOSE_WORDS} words.`;
    refuse('slop_misplaced', words.span, message, 'Shorten it, or join shorter ones with AND.');
  }
  const fix = 'Write a phrase of two or more words, or leave the ~ out.';
  refuse('slop_misplaced', words.span, 'One word has nothing to be near to.', fix);
}

/** `in:title` holds for the one word, phrase or bracket that follows. */
function parseIn(parser: Parser, depth: number, lexeme: Lexeme & { kind: 'field' }): InNode {
  const sections = new Set(lexeme.values.map((piece) => readSection(lexeme.span, piece)));
  const child = parseOperand(parser, deeper(depth, lexeme.span));
  const inOrder = SECTIONS.filter((section) => sections.has(section));
  return { type: 'in', sections: inOrder, child, span: { start: lexeme.span.start, end: child.span.end } };
}

function parseAtLeast(parser: Parser, depth: number, lexeme: Lexeme & { kind: 'atleast' }): Query {
  const child = parseOperand(parser, deeper(depth, lexeme.span));
  mustHavePlaces(child, 'ATLEAST');
  return {
    type: 'atleast',
    count: lexeme.count,
    child,
    span: { start: lexeme.span.start, end: child.span.end },
  };
}

/** An operator without the word it needs. */
function missingOperand(parser: Parser): never {
  const before = parser.lexemes[parser.at - 1];
  const next = parser.lexemes[parser.at];
  const isNextOperator = next !== undefined && next.kind !== 'close';
  const culprit = isNextOperator ? next : (before ?? next)!;
  const text = parser.source.slice(culprit.span.start, culprit.span.end);
  const side = isNextOperator ? 'before' : 'behind';
  const rest = replaced(parser.source, culprit.span, '').replaceAll(/\s+/g, ' ').trim();
  refuse(
    'operand_missing',
    culprit.span,
    `Something to look for is missing ${side} ${quoted(text)}.`,
    `Write a word ${side} it or remove it. To look for the word itself, put it in quotation marks.`,
    rest === '' ? [] : [rest],
  );
}

function deeper(depth: number, span: Span): number {
  if (depth < MAX_DEPTH) return depth + 1;
  const message = `Brackets and negations are nested more than ${MAX_DEPTH} deep.`;
  refuse('too_deep', span, message, 'Remove brackets that are not needed, or make several topics.');
}

function peek(parser: Parser): Lexeme | undefined {
  return parser.lexemes[parser.at];
}
