import type { Query } from './ast.ts';
import { mustBeDecidable } from './late.ts';
import { parse } from './parser.ts';
import type { Problem } from './problem.ts';
import { Refused, refuse } from './problem.ts';
import { mustSelect, mustSelectOnArrival } from './worth.ts';

/** Longest query in UTF-16 units. */
export const MAX_QUERY = 4096;
/** Most `*` and `?` in one query. */
export const MAX_WILDCARDS = 150;

export type ParsedQuery =
  | { readonly isValid: true; readonly query: Query }
  | { readonly isValid: false; readonly problem: Problem };

/**
 * Reads a query and checks that it says what has to be there. Never throws, and is done fast with any input. A search may
 * ask for everything; a topic that is asked as posts arrive is read by `parseTopic`.
 */
export function parseQuery(source: string): ParsedQuery {
  return withGoodSuggestions(judge(source));
}

/**
 * Reads the query of a topic: like `parseQuery`, but refuses fields that change later, and those that are only known once a post was
 * understood where no word beside them chooses what is to be understood (`late_field`).
 */
export function parseTopic(source: string): ParsedQuery {
  const parsed = judge(source);
  if (!parsed.isValid) return withGoodSuggestions(parsed);
  return attempt(() => {
    mustBeDecidable(parsed.query);
    mustSelectOnArrival(parsed.query);
    return parsed.query;
  });
}

function withGoodSuggestions(parsed: ParsedQuery): ParsedQuery {
  if (parsed.isValid || parsed.problem.code === 'mixed_and_or') return parsed;
  const { problem } = parsed;
  // A suggestion may lay bare the next problem, but must not keep this one.
  const suggestions = [...new Set(problem.suggestions)].filter((suggestion) => {
    const then = judge(suggestion);
    return then.isValid || (then.problem.code !== problem.code && !then.problem.code.endsWith('empty'));
  });
  return { isValid: false, problem: { ...problem, suggestions } };
}

function judge(source: string): ParsedQuery {
  return attempt(() => {
    mustBeShort(source);
    const query = parse(source);
    mustSelect(query);
    return query;
  });
}

/** What `work` gives, or the problem it is refused for. */
function attempt(work: () => Query): ParsedQuery {
  try {
    return { isValid: true, query: work() };
  } catch (error) {
    if (error instanceof Refused) return { isValid: false, problem: error.problem };
    throw error;
  }
}

function mustBeShort(source: string): void {
  if (source.length > MAX_QUERY) {
    const message = `The query has ${source.length} characters; ${MAX_QUERY} are allowed.`;
    refuse('too_long', { start: MAX_QUERY, end: source.length }, message, 'Make several topics of it.');
  }
  const wildcards = [...source.matchAll(/[*?]/g)];
  if (wildcards.length > MAX_WILDCARDS) {
    const start = wildcards[MAX_WILDCARDS]!.index;
    const message = `The query has ${wildcards.length} wildcards; ${MAX_WILDCARDS} are allowed.`;
    refuse('too_many_wildcards', { start, end: start + 1 }, message, 'Use fewer, or make several topics.');
  }
}
