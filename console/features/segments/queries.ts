import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Condition, FactDefinition } from '#lib/conditions/index.ts';
import type { CustomerView, SegmentPreview, SegmentUse, SegmentView } from '#people/segments/schema.ts';
import { api, type Page } from '../../api/client.ts';

type MembersPage = Page<CustomerView> & { looked: { passed: number; isBounded: boolean } };

/** Keys begin with `segments`, so that one change refreshes all of them. */
export const segmentQueries = {
  list: () =>
    queryOptions({
      queryKey: ['segments', 'list'],
      queryFn: ({ signal }) => api.get<Page<SegmentView>>('/segments', {}, signal),
      select: (page) => page.items,
    }),
  facts: () =>
    queryOptions({
      queryKey: ['segments', 'facts'],
      queryFn: ({ signal }) => api.get<Page<FactDefinition>>('/segments/facts', {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  /** While it is written, the last answer stays until the next is there. */
  preview: (when: Condition) =>
    queryOptions({
      queryKey: ['segments', 'preview', when],
      queryFn: ({ signal }) =>
        api.post<SegmentPreview>('/segments/preview', { condition: { version: 1, when } }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 15_000,
      gcTime: 60_000,
    }),
  uses: (id: string) =>
    queryOptions({
      queryKey: ['segments', id, 'uses'],
      queryFn: ({ signal }) => api.get<Page<SegmentUse>>(`/segments/${id}/uses`, {}, signal),
      select: (page) => page.items,
    }),
  members: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['segments', id, 'members'],
      queryFn: ({ pageParam, signal }) =>
        api.get<MembersPage>(`/segments/${id}/members`, { cursor: pageParam, limit: 50 }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  of: (accountId: string) =>
    queryOptions({
      queryKey: ['segments', 'of', accountId],
      queryFn: ({ signal }) =>
        api.get<Page<{ id: string; name: string }>>(`/segments/of/${accountId}`, {}, signal),
      select: (page) => page.items,
      staleTime: 15_000,
    }),
};
