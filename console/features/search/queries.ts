import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SearchView } from '#respond/search/schema.ts';
import { api } from '../../api/client.ts';
import { type FindFilters, findQuery, type FoundKind, isAsked } from './filters.ts';

const FIRST = 5;
const PAGE = 30;

export const findQueries = {
  /** The best of each kind, with how many there are. It never renews itself, because hits would move under the reader. */
  all: ({ kind: _kind, ...filters }: FindFilters) =>
    queryOptions({
      queryKey: ['search', 'all', filters],
      queryFn: ({ signal }) =>
        api.get<SearchView>('/search', { ...findQuery(filters), limit: FIRST }, signal),
      enabled: isAsked(filters),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
  /** All of one kind, page by page. */
  kind: (filters: FindFilters & { kind: FoundKind }) =>
    infiniteQueryOptions({
      queryKey: ['search', 'kind', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<SearchView>('/search', { ...findQuery(filters), limit: PAGE, cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
      enabled: isAsked(filters),
      staleTime: 60_000,
      refetchOnWindowFocus: false,
    }),
};
