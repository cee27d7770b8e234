import type { Span } from '../ast.ts';
import { MAX_DISTANCE } from '../lexer.ts';
import { atom, bracketed, join, negate, type Part } from './compose.ts';
import { type Converter, type Leaf, peek, tell } from './converter.ts';
import { checked, convertField, convertValue } from './operand.ts';
import type { Scanned } from './scan.ts';

/** Deeper brackets are left out as a whole. */
const MAX_DEPTH = 60;

/** OR, the loosest; AND and blanks, NOT and NEAR bind tighter, in that order. */
export function convertAny(converter: Converter, leaf: Leaf = convertValue): Part | undefined {
  const start = converter.at;
  const parts = [convertAll(converter, leaf)];
  for (let next = peek(converter); next?.kind === 'or'; next = peek(converter)) {
    converter.at++;
    const told = converter.dropped.length;
    parts.push(convertAll(converter, leaf));
    const isAlone =
      converter.at === start + 1 || (parts.at(-1) === undefined && converter.dropped.length === told);
    if (isAlone) tell(converter, next.span, 'Something is missing beside it.');
  }
  const isMixed = parts.length > 1 && parts.some((part) => part?.type === 'and');
  if (isMixed && !converter.dialect.hasPrecedence) {
    const why = `AND and OR stand side by side without brackets; ${converter.dialect.name} may have read it otherwise than AND first.`;
    tell(converter, spanFrom(converter, start), why, join('or', parts)?.text);
  }
  return join('or', parts);
}

function convertAll(converter: Converter, leaf: Leaf): Part | undefined {
  const parts: (Part | undefined)[] = [];
  let isJoined = true;
  for (let next = peek(converter); next !== undefined; next = peek(converter)) {
    if (next.kind === 'or' || (next.kind === 'close' && converter.depth > 0)) break;
    if (next.kind === 'and') {
      converter.at++;
      isJoined = true;
      continue;
    }
    if (!isJoined && next.kind !== 'not' && !converter.dialect.hasImplicitAnd) {
      tell(converter, next.span, `No operator stands before it; it is read as AND.`);
    }
    isJoined = false;
    parts.push(convertNot(converter, leaf));
  }
  return join('and', parts);
}

function convertNot(converter: Converter, leaf: Leaf): Part | undefined {
  let isNegated = false;
  for (let next = peek(converter); next?.kind === 'not'; next = peek(converter)) {
    const { foreignNot } = converter.dialect;
    if (foreignNot !== undefined && next.span.end - next.span.start > 1)
      tell(converter, next.span, foreignNot);
    isNegated = !isNegated;
    converter.at++;
  }
  const part = convertNear(converter, leaf);
  return isNegated && part !== undefined ? negate(part) : part;
}

function convertNear(converter: Converter, leaf: Leaf): Part | undefined {
  const start = converter.at;
  let left = convertOperand(converter, leaf);
  for (let next = peek(converter); next?.kind === 'near'; next = peek(converter)) {
    converter.at++;
    const right = convertOperand(converter, leaf);
    left = nearOf(converter, left, right, next, spanFrom(converter, start));
    if (peek(converter)?.kind === 'near')
      tell(converter, peek(converter)!.span, 'Several NEARs in a row are read from the left.');
  }
  return left;
}

type Near = Extract<Scanned, { kind: 'near' }>;

function nearOf(
  converter: Converter,
  left: Part | undefined,
  right: Part | undefined,
  near: Near,
  span: Span,
): Part | undefined {
  if (left === undefined || right === undefined) {
    tell(converter, near.span, 'One side of it is missing or was left out; the other stands alone.');
    return left ?? right;
  }
  if (!left.hasPlaces || !right.hasPlaces) {
    const both = join('and', [left, right]);
    tell(
      converter,
      span,
      'NEAR joins words, phrases and OR-groups of them here; both sides are asked for, anywhere.',
      both?.text,
    );
    return both;
  }
  if (near.distance > MAX_DISTANCE)
    tell(converter, near.span, `At most ${MAX_DISTANCE} words are counted here.`, `NEAR/${MAX_DISTANCE}`);
  const operator = `NEAR/${Math.min(near.distance, MAX_DISTANCE)}${near.isOrdered ? 'f' : ''}`;
  return { text: `${bracketed(left)} ${operator} ${bracketed(right)}`, type: 'near', hasPlaces: true };
}

function convertOperand(converter: Converter, leaf: Leaf): Part | undefined {
  const piece = peek(converter);
  if (piece === undefined || piece.kind === 'or' || piece.kind === 'and' || piece.kind === 'close') {
    if (piece?.kind === 'close') converter.at += converter.depth > 0 ? 0 : 1;
    tell(converter, piece?.span ?? endOf(converter), 'Something is missing or too much here.');
    return undefined;
  }
  converter.at++;
  switch (piece.kind) {
    case 'open':
      return withTail(converter, convertBrackets(converter, leaf), piece.span.start);
    case 'field':
      return convertField(converter, piece, (inner) => convertOperand(converter, inner));
    case 'atleast':
      return atLeast(converter, convertOperand(converter, leaf), piece);
    case 'near':
    case 'not':
    case 'slop':
      tell(converter, piece.span, 'Something is missing beside it.');
      return undefined;
    case 'boost':
      tellBoost(converter, piece.span);
      return undefined;
    default:
      return withTail(converter, leaf(converter, piece), piece.span.start);
  }
}

/** What stands between brackets, the opening one being read already. */
function convertBrackets(converter: Converter, leaf: Leaf): Part | undefined {
  if (converter.depth === MAX_DEPTH) return skipBrackets(converter);
  converter.depth++;
  const part = convertAny(converter, leaf);
  converter.depth--;
  if (peek(converter)?.kind === 'close') converter.at++;
  else tell(converter, endOf(converter), 'A bracket is not closed; it is taken to reach to the end.');
  return part;
}

function skipBrackets(converter: Converter): undefined {
  const start = converter.at - 1;
  for (let open = 1; open > 0 && converter.at < converter.pieces.length; converter.at++) {
    const { kind } = converter.pieces[converter.at]!;
    open += kind === 'open' ? 1 : kind === 'close' ? -1 : 0;
  }
  tell(converter, spanFrom(converter, start), `Brackets are nested more than ${MAX_DEPTH} deep.`);
}

/** `~5` and `^5` behind a phrase or a bracket. */
function withTail(converter: Converter, part: Part | undefined, start: number): Part | undefined {
  let whole = part;
  for (let tail = peek(converter); tail?.kind === 'slop' || tail?.kind === 'boost'; tail = peek(converter)) {
    converter.at++;
    const span = { start, end: tail.span.end };
    if (tail.kind === 'boost') tellBoost(converter, tail.span);
    else whole = loosened(converter, whole, tail.count, span);
  }
  return whole;
}

function loosened(converter: Converter, part: Part | undefined, count: number, span: Span): Part | undefined {
  if (part === undefined) return undefined;
  const words = /^(?:"([^"]*)"|([\p{L}\p{N}\s]+))$/u.exec(part.text);
  const text = words?.[1] ?? words?.[2] ?? '';
  if (!/\S\s+\S/.test(text)) {
    tell(converter, span, 'A ~ stands only behind a phrase here; for groups there is NEAR.', part.text);
    return part;
  }
  const loose = checked(converter, `"${text}"~${Math.min(count, MAX_DISTANCE)}`, span, true);
  if (loose === undefined) return part;
  const why = `All orders of the words count alike here, with at most ${Math.min(count, MAX_DISTANCE)} other words between them; ${converter.dialect.name} counts words out of place.`;
  tell(converter, span, why, loose.text);
  return loose;
}

function atLeast(
  converter: Converter,
  part: Part | undefined,
  piece: Extract<Scanned, { kind: 'atleast' }>,
): Part | undefined {
  if (part === undefined) return undefined;
  const isCountable = part.hasPlaces && !/\bNEAR\//.test(part.text) && piece.count > 0;
  if (isCountable) return atom(`ATLEAST/${Math.min(piece.count, MAX_DISTANCE)} ${bracketed(part)}`, false);
  tell(converter, piece.span, 'Only words, phrases and OR-groups of them can be counted here.');
  return part;
}

function tellBoost(converter: Converter, span: Span): void {
  tell(converter, span, 'It only orders what is shown; what matches stays the same.');
}

/** From a piece to the last one read. */
function spanFrom({ pieces, at }: Converter, start: number): Span {
  const first = pieces[Math.min(start, pieces.length - 1)]!;
  return { start: first.span.start, end: pieces[Math.max(start, at - 1)]?.span.end ?? first.span.end };
}

function endOf({ source }: Converter): Span {
  return { start: source.length, end: source.length };
}
