import type { Query } from './ast.ts';
import { refuse } from './problem.ts';

/** Refuses what has no places that could be near each other or be counted. */
export function mustHavePlaces(node: Query, operator: 'NEAR' | 'ATLEAST'): void {
  if (node.type === 'word' || node.type === 'phrase') return;
  if (node.type === 'near' && operator === 'NEAR') return;
  if (node.type === 'or') {
    for (const child of node.children) mustHavePlaces(child, operator);
    return;
  }
  const sides =
    operator === 'NEAR' ? 'words, phrases, other NEARs and OR-groups' : 'words, phrases and OR-groups';
  const message = `${operator} works on ${sides} of them only.`;
  refuse('near_operand', node.span, message, `Join this part to ${operator} with AND.`);
}
