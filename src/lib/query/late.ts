import type { FieldNode, Query } from './ast.ts';
import { FIELDS } from './fields/fields.ts';
import { refuse } from './problem.ts';

/** Refuses fields that change after a post has arrived: a topic decides once, and would never hear of it. */
export function mustBeDecidable(query: Query): void {
  const late = fieldsOf(query).find(({ name }) => FIELDS[name]!.known === 'later');
  if (late === undefined) return;
  const message = `${late.name}: changes after a post has arrived, and a topic decides when the post arrives.`;
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
