import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type QueryValues } from '../../api/client.ts';
import { behindValues } from './behind-values.ts';
import type { Asked } from './search.ts';
import type {
  AgentsView,
  BacklogView,
  Behind,
  BehindPage,
  DeflectionView,
  Overview,
  ReportMails,
} from './types.ts';

const valuesOf = (asked: Asked): QueryValues => ({ ...asked });

export const reportQueries = {
  overview: (asked: Asked) =>
    queryOptions({
      queryKey: ['reports', 'overview', asked],
      queryFn: ({ signal }) => api.get<Overview>('/reports/overview', valuesOf(asked), signal),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
    }),
  backlog: (asked: Asked) =>
    queryOptions({
      queryKey: ['reports', 'backlog', asked],
      queryFn: ({ signal }) => api.get<BacklogView>('/reports/backlog', valuesOf(asked), signal),
      placeholderData: keepPreviousData,
    }),
  agents: (asked: Asked, order: string) =>
    queryOptions({
      queryKey: ['reports', 'agents', asked, order],
      queryFn: ({ signal }) => api.get<AgentsView>('/reports/agents', { ...valuesOf(asked), order }, signal),
      placeholderData: keepPreviousData,
    }),
  deflection: (days: number) =>
    queryOptions({
      queryKey: ['reports', 'deflection', days],
      queryFn: ({ signal }) => api.get<DeflectionView>('/reports/deflection', { days }, signal),
    }),
  mails: () =>
    queryOptions({
      queryKey: ['reports', 'mails'],
      queryFn: ({ signal }) => api.get<ReportMails>('/reports/mails', {}, signal),
    }),
  behind: (asked: Asked, behind: Behind) =>
    infiniteQueryOptions({
      queryKey: ['reports', 'behind', asked, behind],
      queryFn: ({ pageParam, signal }) =>
        api.get<BehindPage>(
          behind.waiting === undefined ? '/reports/behind' : '/reports/waiting',
          { ...behindValues(asked, behind), cursor: pageParam, limit: 30 },
          signal,
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
};
