import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { Delivery, Endpoints } from './types.ts';

export const webhookQueries = {
  all: () =>
    queryOptions({
      queryKey: ['webhooks'],
      queryFn: ({ signal }) => api.get<Endpoints>('/webhooks', {}, signal),
    }),
  log: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['webhooks', id, 'log'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<Delivery>>(`/webhooks/${id}/messages`, { cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
};
