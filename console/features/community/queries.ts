import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import type { categoryInput, categoryShape, ThreadView } from '#embrace/forum/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { CommunitySearch } from './search.ts';

export type { ThreadView };
export type Category = z.infer<typeof categoryShape>;
export type CategoryInput = z.input<typeof categoryInput>;

export const communityQueries = {
  threads: ({ list = 'latest', category, q }: CommunitySearch) =>
    queryOptions({
      queryKey: ['community', 'threads', list, category, q],
      queryFn: ({ signal }) =>
        api.get<Page<ThreadView>>('/forum/threads', { list, category, q, limit: 100 }, signal),
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
};
