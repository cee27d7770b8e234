import type { z } from 'zod';
import { importQuery, type QueryDialect } from '#lib/query/index.ts';
import { problemsOf } from './domain.ts';
import type { conversion } from './schema.ts';

/** A query of another product in our language, what is wrong with it, and what of it could not come along. */
export function convertQuery(dialect: QueryDialect, text: string): z.infer<typeof conversion> {
  const { query, dropped } = importQuery(dialect, text);
  return {
    query: query.trim() === '' ? null : query,
    problems: query.trim() === '' ? [] : problemsOf(query),
    leftOut: dropped.map(({ what, span, instead, why }) => ({
      part: what,
      start: span.start,
      instead: instead ?? null,
      reason: why,
    })),
  };
}
