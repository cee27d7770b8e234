import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { Delivery, Endpoints } from './types.ts';

export const webhookQueries = {
  all: () =>
    queryOptions({
      queryKey: ['webhooks'],
      queryFn: ({ signal }) => api.get<Endpoints>('/webhooks', {}, signal),
    }),
  log: (id: string) => paged<Delivery>(['webhooks', id, 'log'], `/webhooks/${id}/messages`),
};
