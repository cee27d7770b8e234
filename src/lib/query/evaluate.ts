import { type FieldNode, type Query, type Section, SECTIONS } from './ast.ts';
import { BODY, type Place, type PreparedDocument } from './document.ts';
import { FIELDS } from './fields/fields.ts';
import { fact } from './fields/names.ts';
import type { Find } from './finds.ts';
import { findAll, hasFind } from './places.ts';

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
  const found = new Set<readonly Find[]>();
  collect(query, prepared, BODY, found);
  for (const finds of found)
    for (const { places } of finds)
      for (const { section, start, end } of places)
        if (section !== 'tags') spans.set(`${section} ${start} ${end}`, { field: section, start, end });
  const order = ({ field }: MatchSpan) => SECTIONS.indexOf(field);
  return [...spans.values()].sort((a, b) => order(a) - order(b) || a.start - b.start || a.end - b.end);
}

/**
 * The same for a document that is known to match, but of which only the texts are at hand: every field counts as given, and what its
 * words say of the rest is shown.
 */
export function explainWords(query: Query, prepared: PreparedDocument): MatchSpan[] {
  return explain(withFieldsGiven(query, true), prepared);
}

/** A query whose fields are what they have to be: true, or false under NOT. Links and mentions in the text are still shown. */
function withFieldsGiven(query: Query, isWanted: boolean): Query {
  switch (query.type) {
    case 'field': {
      const given: Query = { type: isWanted ? 'and' : 'or', children: [], span: query.span };
      return isWanted ? { type: 'or', children: [query, given], span: query.span } : given;
    }
    case 'and':
    case 'or':
      return { ...query, children: query.children.map((child) => withFieldsGiven(child, isWanted)) };
    case 'not':
      return { ...query, child: withFieldsGiven(query.child, !isWanted) };
    case 'in':
      return { ...query, child: withFieldsGiven(query.child, isWanted) };
    default:
      return query;
  }
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
      return hasFind(query, prepared, sections);
  }
}

/** Whether a field of a document has one of the values. */
export function hasFact(
  { name, values }: FieldNode,
  { document, facts }: Pick<PreparedDocument, 'document' | 'facts'>,
): boolean {
  const { holds } = FIELDS[name]!;
  return values.some((value) => (holds ? holds(value, document) : facts.has(fact(name, value))));
}

/** Collects what was found by every part that is true; the same finds only once. */
function collect(
  query: Query,
  prepared: PreparedDocument,
  sections: readonly Place['section'][],
  into: Set<readonly Find[]>,
): void {
  switch (query.type) {
    case 'and':
    case 'or': {
      const trueOnes = query.children.filter((child) => isTrue(child, prepared, sections));
      for (const child of trueOnes) collect(child, prepared, sections, into);
      return;
    }
    case 'not':
      return;
    case 'in':
      return collect(query.child, prepared, query.sections, into);
    case 'field':
      if (query.name === 'link' || query.name === 'mention') into.add(findsOfFact(query, prepared));
      return;
    default:
      into.add(findAll(query, prepared, sections));
  }
}

/** Links and mentions may stand in the text, where they can be shown. */
function findsOfFact({ name, values }: FieldNode, { places }: PreparedDocument): Find[] {
  const terms = values.map((value) => (name === 'link' ? `link:${value}` : `@${value}`));
  const found = terms
    .flatMap((term) => places.get(term) ?? [])
    .filter(({ section }) => BODY.includes(section));
  return found.map((place) => ({ from: place.position, to: place.position, places: [place] }));
}
