import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import type {
  categoryInput,
  categoryShape,
  DeedView,
  MovedView,
  PostView,
  ThreadDetail,
  ThreadView,
} from '#embrace/forum/schema.ts';
import type { promiseShape } from '#embrace/together/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { CommunitySearch } from './search.ts';

export type { DeedView, MovedView, PostView, ThreadDetail, ThreadView };

/** What a post said before it was changed. */
export interface Revision {
  revision: number;
  markdown: string;
  title: string | null;
  byName: string;
  at: string;
}
export type Category = z.infer<typeof categoryShape>;
export type CategoryInput = z.input<typeof categoryInput>;
export type Promised = z.infer<typeof promiseShape>;

export const communityQueries = {
  threads: ({ list = 'latest', category, q }: CommunitySearch) =>
    queryOptions({
      queryKey: ['community', 'threads', list, category, q],
      queryFn: ({ signal }) =>
        api.get<Page<ThreadView>>('/forum/threads', { list, category, q, limit: 100 }, signal),
    }),
  thread: (id: string, page: number) =>
    queryOptions({
      queryKey: ['community', 'thread', id, page],
      queryFn: ({ signal }) => api.get<ThreadDetail>(`/forum/threads/${id}`, { page }, signal),
      placeholderData: keepPreviousData,
    }),
  log: (id: string) =>
    queryOptions({
      queryKey: ['community', 'log', id],
      queryFn: ({ signal }) => api.get<{ items: DeedView[] }>(`/forum/threads/${id}/log`, {}, signal),
      select: ({ items }) => items,
    }),
  history: (postId: string) =>
    queryOptions({
      queryKey: ['community', 'history', postId],
      queryFn: ({ signal }) => api.get<{ items: Revision[] }>(`/forum/posts/${postId}/history`, {}, signal),
      select: ({ items }) => items,
    }),
  categories: () =>
    queryOptions({
      queryKey: ['community', 'categories'],
      queryFn: ({ signal }) => api.get<{ items: Category[] }>('/forum/categories', {}, signal),
      select: ({ items }) => items,
    }),
  statistics: (days: number) =>
    queryOptions({
      queryKey: ['community', 'statistics', days],
      queryFn: ({ signal }) =>
        api.get<Statistics>(
          '/forum/statistics',
          { days, zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
          signal,
        ),
      staleTime: 60_000,
    }),
  promises: () =>
    queryOptions({
      queryKey: ['community', 'promises'],
      queryFn: ({ signal }) => api.get<{ items: Promised[] }>('/community/promises', {}, signal),
      select: ({ items }) => items,
    }),
  calendars: () =>
    queryOptions({
      queryKey: ['community', 'calendars'],
      queryFn: ({ signal }) => api.get<{ items: { id: string; name: string }[] }>('/calendars', {}, signal),
      select: ({ items }) => items,
    }),
};
