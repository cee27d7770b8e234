import { parseQuery, type Query } from '#lib/query/index.ts';

/** Why a query cannot be asked of what somebody wrote; undefined when it can. */
export function queryProblem(text: string): string | undefined {
  const parsed = parseQuery(text);
  if (!parsed.isValid) return parsed.problem.message;
  const field = firstField(parsed.query);
  return field === undefined
    ? undefined
    : `Here only words are looked for: “${field}:” is no word. Ask for it with a question of its own.`;
}

function firstField(query: Query): string | undefined {
  switch (query.type) {
    case 'field':
      return query.name;
    case 'and':
    case 'or':
      return query.children.map(firstField).find((name) => name !== undefined);
    case 'not':
    case 'in':
    case 'atleast':
      return firstField(query.child);
    case 'near':
      return firstField(query.left) ?? firstField(query.right);
    default:
      return undefined;
  }
}
