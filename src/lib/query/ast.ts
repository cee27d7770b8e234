/** A range of UTF-16 offsets in the text of a query. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Parts of a document that words are looked for in. Without `in:` a word is looked for in title and text. */
export const SECTIONS = ['title', 'text', 'quote', 'parent', 'bio'] as const;
export type Section = (typeof SECTIONS)[number];

/** How the raw text of a found term must agree: not at all, with marks (accents), or to the letter. */
type Agreement = 'folded' | 'accented' | 'exact';

export interface WordNode {
  readonly type: 'word';
  /** Folded; a pattern keeps its `*` and `?`. */
  readonly term: string;
  readonly isPattern: boolean;
  readonly agreement: Agreement;
  /** What the raw text is compared with, in the form its agreement asks for. */
  readonly form: string;
  /** As its author wrote it. */
  readonly written: string;
  readonly span: Span;
}

export interface PhraseNode {
  readonly type: 'phrase';
  /** Two or more. */
  readonly words: readonly WordNode[];
  /** Other words allowed between them, in any order; null for the exact sequence. */
  readonly slop: number | null;
  readonly span: Span;
}

export interface NearNode {
  readonly type: 'near';
  readonly left: Query;
  readonly right: Query;
  /** Most words between the two. */
  readonly distance: number;
  readonly isOrdered: boolean;
  readonly span: Span;
}

export interface AtLeastNode {
  readonly type: 'atleast';
  readonly count: number;
  readonly child: Query;
  readonly span: Span;
}

export interface FieldNode {
  readonly type: 'field';
  readonly name: string;
  /** In canonical form; one of them is enough. */
  readonly values: readonly string[];
  readonly span: Span;
}

export interface InNode {
  readonly type: 'in';
  readonly sections: readonly Section[];
  readonly child: Query;
  readonly span: Span;
}

export interface GroupNode {
  readonly type: 'and' | 'or';
  /** Two or more, none of the same type as the group. */
  readonly children: readonly Query[];
  readonly span: Span;
}

interface NotNode {
  readonly type: 'not';
  readonly child: Query;
  readonly span: Span;
}

/** A parsed query. Plain data: it can be stored, compared and sent. */
export type Query = WordNode | PhraseNode | NearNode | AtLeastNode | FieldNode | InNode | GroupNode | NotNode;
