import type { FieldNode, Query } from './ast.ts';
import { FIELDS } from './fields/fields.ts';
import { refuse } from './problem.ts';

/** Refuses fields that nobody knows yet when a post arrives: a topic is asked then, and would wait for them in vain. */
export function mustBeKnownOnArrival(query: Query): void {
  const late = fieldsOf(query).find(({ name }) => FIELDS[name]!.known !== 'arrival');
  if (late === undefined) return;
  const message = `${late.name}: ${WHY[FIELDS[late.name]!.known]}, and a topic decides when the post arrives.`;
  const fix = `Leave ${late.name}: out of the topic, and use it to search among the posts that the topic finds.`;
  refuse('late_field', late.span, message, fix);
}

/** Whether a query asks what is only known of a post once it was understood, or what few networks state. */
export function asksUnderstanding(query: Query): boolean {
  return fieldsOf(query).some(({ name }) => name === 'lang' || FIELDS[name]!.known === 'understanding');
}

/** Fields that every matching document must have one of the values of; negated ones and alternatives are none. */
export function requiredFields(query: Query): FieldNode[] {
  if (query.type === 'field') return [query];
  return query.type === 'and' ? query.children.flatMap(requiredFields) : [];
}

const WHY = {
  arrival: 'is known on arrival',
  understanding: 'is only known once a post was understood, and can be corrected',
  later: 'changes after a post has arrived',
} as const;

function fieldsOf(query: Query): FieldNode[] {
  switch (query.type) {
    case 'field':
      return [query];
    case 'and':
    case 'or':
      return query.children.flatMap(fieldsOf);
    case 'not':
    case 'in':
      return fieldsOf(query.child);
    default:
      return [];
  }
}
