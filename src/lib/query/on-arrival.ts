import type { FieldNode, Query } from './ast.ts';
import { FIELDS } from './fields/fields.ts';

/**
 * What can be asked of a post before it was understood: a condition that every post meets that can still match, whatever it will turn out to
 * mean. Fields that are known only then count as given, and under NOT as not given. The same object where a query has none of them.
 */
export function onArrival(query: Query): Query {
  if (!waitsForMeaning(query)) return query;
  const relaxed = relax(query, true);
  // Topics have a word or another field that must be there, so something is left.
  return typeof relaxed === 'boolean' ? query : relaxed;
}

/** Whether a query asks what is only known of a post once it was understood. */
export function waitsForMeaning(query: Query): boolean {
  switch (query.type) {
    case 'field':
      return isLate(query);
    case 'and':
    case 'or':
      return query.children.some(waitsForMeaning);
    case 'not':
    case 'in':
      return waitsForMeaning(query.child);
    default:
      return false;
  }
}

const isLate = ({ name }: FieldNode) => FIELDS[name]!.known === 'understanding';

/** `isGiven` is what fields count as here; true or false where nothing else is asked. */
function relax(query: Query, isGiven: boolean): Query | boolean {
  switch (query.type) {
    case 'field':
      return isLate(query) ? isGiven : query;
    case 'and':
    case 'or': {
      const isAnd = query.type === 'and';
      const parts = query.children.map((child) => relax(child, isGiven));
      if (parts.includes(!isAnd)) return !isAnd;
      const left = parts.filter((part) => typeof part !== 'boolean');
      if (left.length === 0) return isAnd;
      return left.length === 1 ? left[0]! : { ...query, children: left };
    }
    case 'not': {
      const child = relax(query.child, !isGiven);
      return typeof child === 'boolean' ? !child : { ...query, child };
    }
    case 'in': {
      const child = relax(query.child, isGiven);
      return typeof child === 'boolean' ? child : { ...query, child };
    }
    default:
      return query;
  }
}
