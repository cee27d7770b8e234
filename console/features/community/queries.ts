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
import type { ImportDetail, ImportView } from '#embrace/imports/schema.ts';
import type { promiseShape } from '#embrace/together/schema.ts';
import type { groupInput, groupShape, seatShape, wishInput } from '#embrace/forum/groups/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { CommunitySearch } from './search.ts';

export type { ImportDetail, ImportView };
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
export type Group = z.infer<typeof groupShape>;
export type GroupInput = z.input<typeof groupInput>;
export type Seat = z.infer<typeof seatShape>;
export type Wish = z.infer<typeof wishInput>['wish'];
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
  groups: () =>
    queryOptions({
      queryKey: ['community', 'groups'],
      queryFn: ({ signal }) => api.get<{ items: Group[] }>('/forum/groups', {}, signal),
      select: ({ items }) => items,
    }),
  seats: (groupId: string) =>
    queryOptions({
      queryKey: ['community', 'seats', groupId],
      queryFn: ({ signal }) => api.get<{ items: Seat[] }>(`/forum/groups/${groupId}/members`, {}, signal),
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
  imports: () =>
    queryOptions({
      queryKey: ['community', 'imports'],
      queryFn: ({ signal }) => api.get<{ items: ImportView[] }>('/community/imports', {}, signal),
      select: ({ items }) => items,
    }),
  import: (id: string) =>
    queryOptions({
      queryKey: ['community', 'imports', id],
      queryFn: ({ signal }) => api.get<ImportDetail>(`/community/imports/${id}`, {}, signal),
    }),
  calendars: () =>
    queryOptions({
      queryKey: ['community', 'calendars'],
      queryFn: ({ signal }) => api.get<{ items: { id: string; name: string }[] }>('/calendars', {}, signal),
      select: ({ items }) => items,
    }),
};
