import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PinView, WeightsPreview, WeightsView } from '#respond/priority/schema.ts';
import { api } from '../../api/client.ts';

export type Weights = Record<string, number>;

export const priorityQueries = {
  weights: () =>
    queryOptions({
      queryKey: ['priority', 'weights'],
      queryFn: ({ signal }) => api.get<WeightsView>('/priority/weights', {}, signal),
    }),
  preview: (weights: Weights) =>
    queryOptions({
      queryKey: ['priority', 'preview', weights],
      queryFn: ({ signal }) => api.post<WeightsPreview>('/priority/preview', { weights }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 60_000,
    }),
  pins: () =>
    queryOptions({
      queryKey: ['priority', 'pins'],
      queryFn: ({ signal }) => api.get<{ items: PinView[] }>('/priority/pins', {}, signal),
      select: (page) => page.items,
    }),
};
