import type { Query } from './ast.ts';
import { FIELDS } from './fields/fields.ts';
import { refuse } from './problem.ts';

/** Refuses queries that nearly every post would match: only negations, or only fields such as `lang:`. */
export function mustSelect(query: Query): void {
  const culprit = broadPart(query);
  if (culprit === undefined) return;
  if (culprit.type === 'not') {
    const message = 'This part only says what must not be there, so it would match nearly every post.';
    refuse('only_negation', culprit.span, message, 'Add a word that must be there: word -excluded.');
  }
  const message = 'This part alone would match nearly every post.';
  refuse('only_broad', culprit.span, message, 'Add a word, tag, author or link that must be there.');
}

/** Refuses topics that only the meaning of posts would narrow: everything that passes would have to be understood. */
export function mustSelectOnArrival(query: Query): void {
  const isKnown = (name: string) => FIELDS[name]!.known === 'arrival' && FIELDS[name]!.isNarrow;
  const culprit = broadPart(query, isKnown);
  if (culprit === undefined) return;
  const name = lateField(culprit) ?? lateField(query);
  const field = name === undefined ? 'This' : `${name}:`;
  const message = `${field} is only known once a post was understood, and only posts that a word of the topic finds are.`;
  refuse('late_field', culprit.span, message, 'Add a word, tag, author or link that must be there.');
}

function lateField(query: Query): string | undefined {
  switch (query.type) {
    case 'field':
      return FIELDS[query.name]!.known === 'understanding' ? query.name : undefined;
    case 'and':
    case 'or':
      return query.children.map(lateField).find((name) => name !== undefined);
    case 'not':
    case 'in':
      return lateField(query.child);
    default:
      return undefined;
  }
}

/** The part because of which a query picks nothing out, or undefined where it does. */
function broadPart(
  query: Query,
  isNarrow = (name: string): boolean => FIELDS[name]!.isNarrow,
): Query | undefined {
  switch (query.type) {
    case 'not':
      return query;
    case 'field':
      return isNarrow(query.name) ? undefined : query;
    case 'in':
      return broadPart(query.child, isNarrow);
    case 'or':
      return query.children.map((child) => broadPart(child, isNarrow)).find((part) => part !== undefined);
    case 'and': {
      const parts = query.children.map((child) => broadPart(child, isNarrow));
      if (parts.includes(undefined)) return undefined;
      return parts.find((part) => part!.type !== 'not') ?? parts[0];
    }
    default:
      return undefined;
  }
}
