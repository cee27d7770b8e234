import type { Span } from '../ast.ts';

/** Something of the query that came over changed, or not at all. */
export interface Dropped {
  /** As it was written. */
  readonly what: string;
  /** Where in the given text. */
  readonly span: Span;
  readonly why: string;
  /** What stands there now, or could. */
  readonly instead?: string;
}

/**
 * What becomes of an operator: `text` alone says the same, `text` with `why` says nearly the same, `why` alone is left out
 * (and `instead` could be written for it).
 */
export type Carried =
  | { readonly text: string; readonly why?: string }
  | { readonly why: string; readonly instead?: string };

/** What one value of an operator becomes. The value comes without quotation marks; ranges keep their brackets. */
export type Carry = (value: string) => Carried;

/** How another product's language differs from ours. */
export interface Dialect {
  readonly name: string;
  /** Whether operators count in small letters too. */
  readonly isCaseless: boolean;
  /** Whether it is written down that AND binds tighter than OR; where it is not, the reading is told. */
  readonly hasPrecedence: boolean;
  /** Whether it is written down that a blank means AND. */
  readonly hasImplicitAnd: boolean;
  readonly hasWildcards: boolean;
  /** What to say of a NOT in a language that has only the minus. */
  readonly foreignNot?: string;
  /** Reads a word such as `NEAR/3f`. */
  near(word: string): { readonly distance: number; readonly isOrdered: boolean } | undefined;
  /** Operators by their name in small letters. */
  readonly fields: Readonly<Record<string, Carry>>;
  /** Operators whose value is itself a query, and what is written before it here. */
  readonly scopes: Readonly<Record<string, { readonly before: string; readonly why?: string }>>;
}
