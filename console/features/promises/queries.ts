import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PolicyInput } from '#respond/promises/schema.ts';
import { api, type QueryValues } from '../../api/client.ts';
import type { BehindPage, Policies, ReportView, TrialView } from './types.ts';

export const promiseQueries = {
  policies: () =>
    queryOptions({
      queryKey: ['promises', 'policies'],
      queryFn: ({ signal }) => api.get<Policies>('/promises/policies', {}, signal),
    }),
  trial: (policy: (PolicyInput & { id?: string | undefined }) | undefined) =>
    queryOptions({
      queryKey: ['promises', 'trial', policy ?? null],
      queryFn: ({ signal }) => api.post<TrialView>('/promises/trial', policy, { signal }),
      enabled: policy !== undefined,
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    }),
  report: (span: QueryValues) =>
    queryOptions({
      queryKey: ['promises', 'report', span],
      queryFn: ({ signal }) => api.get<ReportView>('/promises/report', span, signal),
      placeholderData: keepPreviousData,
    }),
  behind: (asked: QueryValues) =>
    infiniteQueryOptions({
      queryKey: ['promises', 'behind', asked],
      queryFn: ({ pageParam, signal }) =>
        api.get<BehindPage>('/promises/behind', { ...asked, cursor: pageParam, limit: 30 }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
};
