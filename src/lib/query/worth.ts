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

/** The part because of which a query picks nothing out, or undefined where it does. */
function broadPart(query: Query): Query | undefined {
  switch (query.type) {
    case 'not':
      return query;
    case 'field':
      return FIELDS[query.name]!.isNarrow ? undefined : query;
    case 'in':
      return broadPart(query.child);
    case 'or':
      return query.children.map(broadPart).find((part) => part !== undefined);
    case 'and': {
      const parts = query.children.map(broadPart);
      if (parts.includes(undefined)) return undefined;
      return parts.find((part) => part!.type !== 'not') ?? parts[0];
    }
    default:
      return undefined;
  }
}
