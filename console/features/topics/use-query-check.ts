import { useMemo } from 'react';
import { parseTopic } from '#lib/query/index.ts';
import type { QueryProblem } from './types.ts';

interface QueryCheck {
  /** Null when the query is fine, undefined while it is empty. */
  problem: QueryProblem | null | undefined;
  /** The query where it is valid: what a preview may be made of. */
  valid: string | null;
}

/** What the language says of the query, with each key: the very parser that the server asks. */
export function useQueryCheck(query: string): QueryCheck {
  return useMemo(() => checkQuery(query), [query]);
}

export function checkQuery(query: string): QueryCheck {
  if (query.trim() === '') return { problem: undefined, valid: null };
  const parsed = parseTopic(query);
  if (parsed.isValid) return { problem: null, valid: query };
  const { code, message, span, fix, suggestions } = parsed.problem;
  return {
    problem: { code, message, start: span.start, end: span.end, fix, suggestions: [...suggestions] },
    valid: null,
  };
}
