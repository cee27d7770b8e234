import type { Span } from '../ast.ts';
import type { Part } from './compose.ts';
import type { Dialect, Dropped } from './dialect.ts';
import type { Scanned } from './scan.ts';

/** A dialect's query on its way into ours. */
export interface Converter {
  readonly dialect: Dialect;
  readonly source: string;
  readonly pieces: readonly Scanned[];
  readonly dropped: Dropped[];
  at: number;
  depth: number;
}

/** What a term becomes: itself, or the value of the operator it is bracketed with. */
export type Leaf = (converter: Converter, piece: Scanned) => Part | undefined;

/** Nobody reads a longer list: the text is then not in this language at all. */
const MAX_TOLD = 200;

/** Lists a part as changed or left out; at the two hundredth the rest of the text is left out too. */
export function tell(converter: Converter, span: Span, why: string, instead?: string): void {
  const { dropped, source, pieces } = converter;
  if (dropped.length === MAX_TOLD) return;
  dropped.push({
    what: source.slice(span.start, span.end),
    span,
    why,
    ...(instead === undefined ? {} : { instead }),
  });
  if (dropped.length < MAX_TOLD - 1) return;
  const rest = { start: span.end, end: source.length };
  const end = 'Too much before it could not be carried over; it was not looked at.';
  dropped.push({ what: source.slice(rest.start, rest.start + 40), span: rest, why: end });
  converter.at = pieces.length;
}

export function peek(converter: Converter): Scanned | undefined {
  return converter.pieces[converter.at];
}
