import type { FieldNode, Section, Span } from './ast.ts';
import { SECTIONS } from './ast.ts';
import { FIELDS } from './fields/fields.ts';
import type { Lexeme, Piece } from './lexer.ts';
import { quoted, refuse, replaced } from './problem.ts';
import { INVISIBLE } from './typed-signs.ts';

const EDGES = new RegExp(`^[\\s${INVISIBLE}]+|[\\s${INVISIBLE}]+$`, 'g');

type FieldLexeme = Lexeme & { kind: 'field' };

/** The node of a `name:value` lexeme; refuses names and values that the language does not know. */
export function readField(source: string, lexeme: FieldLexeme): FieldNode {
  const { name, span } = lexeme;
  const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (field === undefined) return unknownField(source, lexeme);
  const values = lexeme.values.map((written) => {
    const piece = { ...written, text: written.text.replaceAll(EDGES, '') };
    if (piece.text === '') return emptyField(source, name, span);
    const reading = field.read(piece.text);
    if ('value' in reading) return reading.value;
    const { expected, instead } = reading;
    const fixed = instead === undefined ? [] : [replaced(source, piece.span, instead)];
    const fix = instead === undefined ? `Write ${expected}.` : `Write ${name}:${instead}.`;
    refuse('field_value', piece.span, `${name}: wants ${expected}, not ${quoted(piece.text)}.`, fix, fixed);
  });
  return { type: 'field', name, values: [...new Set(values)], span };
}

/** The part of a document that an `in:` names. */
export function readSection(span: Span, piece: Piece): Section {
  const section = SECTIONS.find((known) => known === piece.text.trim().toLowerCase());
  if (section !== undefined) return section;
  const known = SECTIONS.join(', ');
  const message = `in: wants one of ${known}, not ${quoted(piece.text)}.`;
  refuse('field_value', piece.text === '' ? span : piece.span, message, 'For example in:title "order lost".');
}

function unknownField(source: string, { name, span }: FieldLexeme): never {
  const text = source.slice(span.start, span.end).replaceAll('"', '');
  const names = [...Object.keys(FIELDS), 'in'].sort();
  const near = names.filter((known) => known.startsWith(name.slice(0, 3)) || name.startsWith(known));
  const fixed = [`"${text}"`, ...near.map((known) => `${known}${text.slice(name.length)}`)];
  refuse(
    'field_unknown',
    span,
    `There is no field ${quoted(`${name}:`)}. The fields are ${names.join(', ')}.`,
    `If it is text, put it in quotation marks: "${text}".`,
    fixed.map((part) => replaced(source, span, part)),
  );
}

function emptyField(source: string, name: string, span: Span): never {
  const rest = source.slice(span.end).trimStart();
  const joined = rest === '' || /^["()]/.test(rest) ? [] : [source.slice(0, span.end) + rest];
  refuse('field_empty', span, `${name}: has no value.`, `Write the value directly behind the colon.`, joined);
}
