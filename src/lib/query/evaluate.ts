import { type FieldNode, type Query, type Section, SECTIONS } from './ast.ts';
import { BODY, type Place, type PreparedDocument } from './document.ts';
import { FIELDS } from './fields/fields.ts';
import { fact } from './fields/names.ts';
import { findAll } from './places.ts';

/** A piece of a document that made a query match; offsets in UTF-16 units of that section's text. */
export interface MatchSpan {
  readonly field: Section;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether a document matches. The plain reading of the language, one node at a time: slow, and what every faster
 * way is checked against.
 */
export function matches(query: Query, prepared: PreparedDocument): boolean {
  return isTrue(query, prepared, BODY);
}

/** The pieces of a document because of which it matches, in reading order; none where it does not match. */
export function explain(query: Query, prepared: PreparedDocument): MatchSpan[] {
  if (!matches(query, prepared)) return [];
  const spans = new Map<string, MatchSpan>();
  for (const { section, start, end } of reasons(query, prepared, BODY)) {
    if (section !== 'tags') spans.set(`${section} ${start} ${end}`, { field: section, start, end });
  }
  const order = ({ field }: MatchSpan) => SECTIONS.indexOf(field);
  return [...spans.values()].sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end);
}

function isTrue(query: Query, prepared: PreparedDocument, sections: readonly Place['section'][]): boolean {
  switch (query.type) {
    case 'and':
      return query.children.every((child) => isTrue(child, prepared, sections));
    case 'or':
      return query.children.some((child) => isTrue(child, prepared, sections));
    case 'not':
      return !isTrue(query.child, prepared, sections);
    case 'in':
      return isTrue(query.child, prepared, query.sections);
    case 'field':
      return hasFact(query, prepared);
    default:
      return findAll(query, prepared, sections).length > 0;
  }
}

function hasFact({ name, values }: FieldNode, { document, facts }: PreparedDocument): boolean {
  const { holds } = FIELDS[name]!;
  return values.some((value) => (holds ? holds(value, document) : facts.has(fact(name, value))));
}

function reasons(query: Query, prepared: PreparedDocument, sections: readonly Place['section'][]): Place[] {
  switch (query.type) {
    case 'and':
    case 'or': {
      const trueOnes = query.children.filter((child) => isTrue(child, prepared, sections));
      return trueOnes.flatMap((child) => reasons(child, prepared, sections));
    }
    case 'not':
      return [];
    case 'in':
      return reasons(query.child, prepared, query.sections);
    case 'field':
      return query.name === 'link' || query.name === 'mention' ? placesOfFact(query, prepared) : [];
    default:
      return findAll(query, prepared, sections).flatMap(({ places }) => places);
  }
}

/** Links and mentions may stand in the text, where they can be shown. */
function placesOfFact({ name, values }: FieldNode, { places }: PreparedDocument): Place[] {
  const terms = values.map((value) => (name === 'link' ? `link:${value}` : `@${value}`));
  return terms.flatMap((term) => places.get(term) ?? []).filter(({ section }) => BODY.includes(section));
}
