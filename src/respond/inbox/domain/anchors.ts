import { type Condition, groupKind, partsOf, type Question } from '#lib/conditions/index.ts';
import { facet } from './conversation.ts';

/** Facts that have a facet of their own. */
const FACETS: Readonly<Record<string, (value: string) => string>> = {
  channel: facet.network,
  team: facet.team,
  assignee: facet.assignee,
  account: facet.writtenTo,
  label: facet.label,
  topic: facet.topic,
};

/** Sets of facets: where a condition holds, a conversation has at least one of each set. They lead to the few that may fit, by an index. */
export function anchorsOf(condition: Condition): string[][] {
  const kind = groupKind(condition);
  if (kind === undefined) return anchorsOfQuestion(condition as Question);
  const parts = partsOf(condition).map(anchorsOf);
  if (kind === 'all') return parts.flat();
  // One of any: all of them must lead somewhere, and then one set of each is enough.
  if (kind === 'none' || parts.length === 0 || parts.some(([first]) => first === undefined)) return [];
  return [parts.flatMap(([first]) => first!)];
}

function anchorsOfQuestion({ fact, op, value }: Question): string[][] {
  const of = Object.hasOwn(FACETS, fact) ? FACETS[fact] : undefined;
  if (!of) return [];
  if (op === 'is') return [[of(String(value))]];
  const values = Array.isArray(value) ? value.map((one) => of(String(one))) : [];
  if (op === 'is-any-of' || op === 'has-any-of') return [values];
  return op === 'has-all-of' ? values.map((one) => [one]) : [];
}
