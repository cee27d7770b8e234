import type { FieldNode, Query } from '#lib/query/index.ts';

/** What one word asks for: a term, and where it matters the exact form of the raw text. */
export interface Operand {
  readonly term: number;
  /** Entry of the list of agreements, or -1 where the folded term is enough. */
  readonly agreement: number;
}

/** Words that stand directly behind each other; a single word is a run of one. */
export type Run = readonly Operand[];

/** A query with its words as numbers, in the form that programs are written from. */
export type Clause =
  /** A word of which the folded term, or a pattern, is enough. */
  | { readonly is: 'term'; readonly term: number }
  | { readonly is: 'run'; readonly run: Run }
  | {
      readonly is: 'near';
      readonly left: readonly Run[];
      readonly right: readonly Run[];
      readonly distance: number;
      readonly isOrdered: boolean;
      readonly needs: Clause;
    }
  | { readonly is: 'count'; readonly operand: Operand; readonly count: number }
  | { readonly is: 'field'; readonly field: FieldNode; readonly anchors: readonly number[] | null }
  | { readonly is: 'hasLink' }
  /** Whether there are parts beside title, text and tags; `anchor` is the fact that says so. */
  | { readonly is: 'hasMore'; readonly anchor: number }
  /** Asked of the plain evaluator, once what it needs is there. */
  | { readonly is: 'plain'; readonly query: Query; readonly needs: Clause | null }
  | { readonly is: 'and' | 'or'; readonly of: readonly Clause[] }
  | { readonly is: 'not'; readonly of: Clause }
  | { readonly is: 'never' };
