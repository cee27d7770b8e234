import { QueryClient, queryOptions } from '@tanstack/react-query';
import { api, type Page } from './client.ts';
import { ApiError } from './errors.ts';
import type {
  BrandAccount,
  BrandView,
  Notice,
  Session,
  SourcesHealth,
  SourceView,
  StaffMember,
  TopicView,
} from './types.ts';

/** One client for the whole console. The server may be on this very machine, so the browser's idea of being offline says nothing. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
        retryDelay: (attempt) => Math.min(4000, 400 * 2 ** attempt),
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Queries that several screens share. Keys begin with the name of what they hold, so that live events can refresh them. */
export const queries = {
  session: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => api.get<Session>('/session', {}, signal),
      staleTime: 60_000,
    }),
  staff: () =>
    queryOptions({
      queryKey: ['staff'],
      queryFn: ({ signal }) => api.get<Page<StaffMember>>('/staff', {}, signal),
      select: (page) => page.items,
      staleTime: 300_000,
    }),
  brand: () =>
    queryOptions({
      queryKey: ['brand'],
      queryFn: ({ signal }) => api.get<BrandView>('/brand', {}, signal),
      staleTime: 300_000,
    }),
  accounts: () =>
    queryOptions({
      queryKey: ['accounts'],
      queryFn: ({ signal }) => api.get<Page<BrandAccount>>('/brand/accounts', {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  topics: () =>
    queryOptions({
      queryKey: ['topics'],
      queryFn: ({ signal }) => api.get<Page<TopicView>>('/topics', {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  sources: () =>
    queryOptions({
      queryKey: ['sources'],
      queryFn: ({ signal }) => api.get<Page<SourceView>>('/sources', {}, signal),
      select: (page) => page.items,
    }),
  health: () =>
    queryOptions({
      queryKey: ['health'],
      queryFn: ({ signal }) => api.get<SourcesHealth>('/sources/health', {}, signal),
      refetchInterval: 30_000,
    }),
  notices: () =>
    queryOptions({
      queryKey: ['notices'],
      queryFn: ({ signal }) => api.get<Page<Notice> & { unread: number }>('/notices', {}, signal),
    }),
};
