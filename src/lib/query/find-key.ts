import type { Query } from './ast.ts';

/** What two parts of queries have in common when they find the same. Case and places in the query make no difference. */
export function findKey(query: Query): string {
  const known = keys.get(query);
  if (known !== undefined) return known;
  const key = computeKey(query);
  keys.set(query, key);
  return key;
}

const keys = new WeakMap<Query, string>();

function computeKey(query: Query): string {
  switch (query.type) {
    case 'word':
      return query.agreement === 'folded' ? query.term : `${query.agreement}:${query.term}:${query.form}`;
    case 'phrase':
      return `"${query.words.map(findKey).join(' ')}"${query.slop ?? ''}`;
    case 'near':
      return `(${findKey(query.left)} ${query.distance}${query.isOrdered ? 'f' : ''} ${findKey(query.right)})`;
    case 'atleast':
      return `${query.count}×${findKey(query.child)}`;
    case 'or':
      return `(${[...new Set(query.children.map(findKey))].join(' OR ')})`;
    default:
      return query.type;
  }
}
