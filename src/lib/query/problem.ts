import type { Span } from './ast.ts';

export type ProblemCode =
  | 'empty'
  | 'too_long'
  | 'bad_character'
  | 'too_deep'
  | 'too_many_wildcards'
  | 'bracket_not_closed'
  | 'bracket_not_opened'
  | 'bracket_empty'
  | 'quote_not_closed'
  | 'quote_empty'
  | 'brace_not_closed'
  | 'brace_not_opened'
  | 'comment_not_closed'
  | 'operand_missing'
  | 'operator_unknown'
  | 'mixed_and_or'
  | 'nothing_to_find'
  | 'leading_wildcard'
  | 'short_prefix'
  | 'wildcard_on_character'
  | 'word_too_long'
  | 'url_as_word'
  | 'field_unknown'
  | 'field_empty'
  | 'field_value'
  | 'distance'
  | 'slop_misplaced'
  | 'near_operand'
  | 'only_negation'
  | 'only_broad'
  | 'late_field';

/** Why a query is refused. */
export interface Problem {
  readonly code: ProblemCode;
  /** The part of the query that is wrong. */
  readonly span: Span;
  /** What is wrong. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The whole query with the fix made, one for each way to mean it; may be empty. */
  readonly suggestions: readonly string[];
}

/** Carries a problem out of the depth of the parser; never leaves `parseQuery`. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export function refuse(
  code: ProblemCode,
  span: Span,
  message: string,
  fix: string,
  suggestions: readonly string[] = [],
): never {
  throw new Refused({ code, span, message, fix, suggestions });
}

/** The query with one part of it replaced. */
export function replaced(source: string, span: Span, part: string): string {
  return source.slice(0, span.start) + part + source.slice(span.end);
}

/** A piece of the query short enough to stand in a message. */
export function quoted(text: string): string {
  const chars = [...text];
  return chars.length > 40 ? `“${chars.slice(0, 39).join('')}…”` : `“${text}”`;
}
