import { useQuery } from '@tanstack/react-query';
import { topicQueries } from './queries.ts';
import type { ExampleResult, TopicExample } from './types.ts';
import { useDebounced } from '../../components/use-debounced.ts';

/** What the query says to each example, a moment after the last key; undefined while it is not known. */
export function useExamples(
  query: string | null,
  examples: readonly TopicExample[],
): readonly ExampleResult[] | undefined {
  const settled = useDebounced(query, 200);
  const { data } = useQuery({
    ...topicQueries.examples(settled ?? '', examples),
    enabled: settled !== null && examples.length > 0,
  });
  if (query === null || examples.length === 0) return undefined;
  return data?.examples.length === examples.length ? data.examples : undefined;
}
