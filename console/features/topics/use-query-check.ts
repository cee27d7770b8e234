import { useQuery } from '@tanstack/react-query';
import { topicQueries } from './queries.ts';
import type { QueryProblem } from './types.ts';
import { useDebounced } from './use-debounced.ts';

interface QueryCheck {
  /** Of exactly the text given: null when it is fine, undefined while it is being asked. */
  problem: QueryProblem | null | undefined;
  /** The text once it has settled and is valid: what a preview may be made of. */
  valid: string | null;
}

/** Asks the server what it thinks of the query, a quarter of a second after the last key. */
export function useQueryCheck(query: string): QueryCheck {
  const settled = useDebounced(query, 250);
  const { data } = useQuery(topicQueries.validation(settled));
  if (settled !== query || data === undefined || query.trim() === '')
    return { problem: undefined, valid: null };
  const problem = data.problems[0] ?? null;
  return { problem, valid: data.valid ? query : null };
}
