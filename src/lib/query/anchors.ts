import type { FieldNode, Query, WordNode } from './ast.ts';
import { fact } from './fields/names.ts';

/** A condition on the terms of a document that a search index can decide. */
export type Anchor =
  | { readonly type: 'term'; readonly term: string }
  | { readonly type: 'prefix'; readonly prefix: string }
  | { readonly type: 'all' | 'any'; readonly of: readonly Anchor[] };

/**
 * What a document is indexed by: `text` is `termsOf` its title, text and tags; `links` adds the `linkTerms` of its links.
 */
export type IndexedTerms = 'text' | 'links';

/**
 * A condition that every matching document satisfies, to preselect with; null where there is none and every document
 * has to be asked. A document that satisfies it need not match.
 */
export function anchors(query: Query, indexed: IndexedTerms = 'text'): Anchor | null {
  switch (query.type) {
    case 'word':
      return wordAnchor(query);
    case 'phrase':
      return join('all', query.words.map(wordAnchor));
    case 'near':
      return join('all', [anchors(query.left, indexed), anchors(query.right, indexed)]);
    case 'atleast':
      return anchors(query.child, indexed);
    case 'field':
      return fieldAnchor(query, indexed);
    case 'in': {
      const isIndexed = query.sections.every((section) => section === 'title' || section === 'text');
      return isIndexed ? anchors(query.child, indexed) : null;
    }
    case 'and':
      return join(
        'all',
        query.children.map((child) => anchors(child, indexed)),
      );
    case 'or': {
      const parts = query.children.map((child) => anchors(child, indexed));
      return parts.includes(null) ? null : join('any', parts);
    }
    case 'not':
      return null;
  }
}

/** The anchor as PostgreSQL `tsquery` text, to be cast (`$1::tsquery`), not parsed. */
export function toTsquery(anchor: Anchor): string {
  switch (anchor.type) {
    case 'term':
      return lexeme(anchor.term);
    case 'prefix':
      return `${lexeme(anchor.prefix)}:*`;
    case 'all':
      return `(${anchor.of.map(toTsquery).join(' & ')})`;
    case 'any':
      return `(${anchor.of.map(toTsquery).join(' | ')})`;
  }
}

function wordAnchor({ term, isPattern }: WordNode): Anchor {
  return isPattern ? { type: 'prefix', prefix: term.slice(0, term.search(/[*?]/)) } : { type: 'term', term };
}

function fieldAnchor({ name, values }: FieldNode, indexed: IndexedTerms): Anchor | null {
  if (indexed !== 'links' || name !== 'link') return null;
  return join(
    'any',
    values.map((value) => ({ type: 'term', term: fact(name, value) })),
  );
}

function join(type: 'all' | 'any', parts: readonly (Anchor | null)[]): Anchor | null {
  const known = parts.filter((part) => part !== null);
  if (known.length === 0) return null;
  return known.length === 1 ? known[0]! : { type, of: known };
}

function lexeme(term: string): string {
  return `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
