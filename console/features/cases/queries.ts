import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CaseDetail, CaseRow, CaseTypeView } from '#respond/cases/schema.ts';
import type { Looked } from '#respond/inbox/schema.ts';
import { api, type Page } from '../../api/client.ts';
import { type CaseFilters, caseQuery } from './filters.ts';

export interface CaseCounts {
  open: number;
  mine: number;
  followed: number;
  waiting: number;
  solved: number;
  closed: number;
}

/** Keys begin with `cases`, so that one event refreshes all of them. */
export const caseQueries = {
  list: (filters: CaseFilters) =>
    infiniteQueryOptions({
      queryKey: ['cases', 'list', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<CaseRow> & { looked?: Looked }>(
          '/cases',
          { ...caseQuery(filters), cursor: pageParam, limit: 50 },
          signal,
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  counts: () =>
    queryOptions({
      queryKey: ['cases', 'counts'],
      queryFn: ({ signal }) => api.get<CaseCounts>('/cases/counts', {}, signal),
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: ['cases', 'detail', id],
      queryFn: ({ signal }) => api.get<CaseDetail>(`/cases/${id}`, {}, signal),
    }),
  types: () =>
    queryOptions({
      queryKey: ['cases', 'types'],
      queryFn: ({ signal }) => api.get<Page<CaseTypeView>>('/cases/types', {}, signal),
      select: (page) => page.items,
    }),
  settings: () =>
    queryOptions({
      queryKey: ['cases', 'settings'],
      queryFn: ({ signal }) =>
        api.get<{ closeAfterDays: number; measuresTime: boolean }>('/cases/settings', {}, signal),
    }),
  ofAccount: (accountId: string) =>
    queryOptions({
      queryKey: ['cases', 'of-account', accountId],
      queryFn: ({ signal }) => api.get<Page<CaseRow>>(`/cases/of-account/${accountId}`, {}, signal),
      select: (page) => page.items,
    }),
};
