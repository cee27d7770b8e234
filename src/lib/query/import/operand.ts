import type { Span } from '../ast.ts';
import { parseTopic } from '../parse-query.ts';
import { atom, bracketed, negate, type Part } from './compose.ts';
import { type Converter, type Leaf, peek, tell } from './converter.ts';
import type { Carry } from './dialect.ts';
import type { Scanned } from './scan.ts';

/** A word, phrase or exact phrase, checked by our own language. */
export function convertValue(converter: Converter, piece: Scanned): Part | undefined {
  switch (piece.kind) {
    case 'word':
      return convertSigned(converter, piece.text, piece.span);
    case 'phrase':
      return convertWord(converter, piece.text, piece.span, '"');
    case 'exact':
      return checked(converter, `{${piece.text}}`, piece.span, true);
    default:
      tell(converter, piece.span, 'It belongs to no operator.');
      return undefined;
  }
}

/** A word that begins with minus signs, as in `title:-word`: each of them turns it round. */
function convertSigned(converter: Converter, text: string, span: Span): Part | undefined {
  const signs = /^[-–−]+(?=[^])/u.exec(text)?.[0] ?? '';
  const part = convertWord(converter, text.slice(signs.length), span);
  return signs.length % 2 === 1 && part !== undefined ? negate(part) : part;
}

function convertWord(converter: Converter, text: string, span: Span, quote = ''): Part | undefined {
  const plain = converter.dialect.hasWildcards ? text : text.replaceAll(/[*?]+/g, ' ').trim();
  const write = (words: string) => (quote === '' ? bare(words) : quote + words + quote);
  if (plain === '' || plain === text) return checked(converter, write(text), span, true);
  const part = checked(converter, write(plain), span, true);
  if (text.includes('*'))
    tell(
      converter,
      span,
      `${converter.dialect.name} has no wildcards, so it was a sign there.`,
      quote + text + quote,
    );
  return part;
}

/** Words of ours that are operators, and words with signs, are looked for in quotation marks. */
function bare(word: string): string {
  const isOperator = /^(?:AND|OR|NOT|NEAR|ATLEAST)\b/i.test(word) && word !== word.toLowerCase();
  return isOperator || /[\s:|&!+<>\\]/.test(word) ? `"${word}"` : word;
}

/** The text as a part, or nothing where our language refuses it. */
export function checked(
  converter: Converter,
  text: string,
  span: Span,
  hasPlaces: boolean,
): Part | undefined {
  const alone = parseTopic(text);
  const parsed = !alone.isValid && COMPLETE.has(alone.problem.code) ? parseTopic(`a (${text})`) : alone;
  const isWhole =
    parsed.isValid || (parsed.problem.code !== 'late_field' && COMPLETE.has(parsed.problem.code));
  if (isWhole) return atom(text, hasPlaces);
  const { code, message, fix, suggestions } = parsed.problem;
  tell(converter, span, `${message} ${fix}`, code === 'late_field' ? text : suggestions[0]);
  return undefined;
}

/** Refused only because nothing stands beside it yet. */
const COMPLETE: ReadonlySet<string> = new Set(['only_broad', 'only_negation', 'late_field']);

type Field = Extract<Scanned, { kind: 'field' }>;
/** Converts the value: one term or what stands in brackets, with what belongs behind it. */
type Operand = (leaf: Leaf) => Part | undefined;

/** `name:` with whatever value follows it. */
export function convertField(converter: Converter, field: Field, operand: Operand): Part | undefined {
  const { fields, scopes } = converter.dialect;
  const scope = Object.hasOwn(scopes, field.name) ? scopes[field.name] : undefined;
  const carry = Object.hasOwn(fields, field.name) ? fields[field.name] : undefined;
  const value = peek(converter);
  if (value === undefined || !['open', 'word', 'phrase', 'exact', 'range'].includes(value.kind)) {
    tell(converter, field.span, 'It has no value.');
    return undefined;
  }
  const told = converter.dropped.length;
  const part =
    scope !== undefined
      ? convertScope(converter, field, scope, operand)
      : carry === undefined
        ? unknownField(converter, field, operand)
        : operand((_, piece) => carried(converter, carry, field, piece));
  // Brackets with nothing in them.
  if (part === undefined && converter.dropped.length === told)
    tell(converter, field.span, 'It has no value.');
  return part;
}

function convertScope(
  converter: Converter,
  field: Field,
  scope: { readonly before: string; readonly why?: string },
  operand: Operand,
): Part | undefined {
  const part = operand(convertValue);
  if (part === undefined) return undefined;
  const text = `${scope.before} ${bracketed(part)}`;
  if (scope.why !== undefined) tell(converter, field.span, scope.why, text);
  return atom(text, false);
}

function carried(converter: Converter, carry: Carry, field: Field, piece: Scanned): Part | undefined {
  if (!('text' in piece)) return convertValue(converter, piece);
  const span = {
    start: Math.max(field.span.start, piece.span.start - field.name.length - 1),
    end: piece.span.end,
  };
  const result = carry(piece.text.trim());
  if (!('text' in result)) {
    tell(converter, span, result.why, result.instead);
    return undefined;
  }
  const part = checked(converter, result.text, span, false);
  if (part !== undefined && result.why !== undefined) tell(converter, span, result.why, result.text);
  return part;
}

function unknownField(converter: Converter, field: Field, operand: Operand): undefined {
  const isWord = peek(converter)?.kind === 'word';
  operand(() => undefined);
  const end = converter.pieces[converter.at - 1]!.span.end;
  const span = { start: field.span.start, end };
  const what = converter.source.slice(span.start, span.end).replaceAll('"', '');
  tell(converter, span, `What ${field.name}: asks for is not known here.`, isWord ? `"${what}"` : undefined);
}
