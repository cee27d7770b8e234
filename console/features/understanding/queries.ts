import { queryOptions } from '@tanstack/react-query';
import type { UnderstandingOverview } from '#listen/understanding/schema.ts';
import type { SlowTierView } from '#listen/understanding/slow/schema.ts';
import { api } from '../../api/client.ts';

export const understandingQueries = {
  overview: () =>
    queryOptions({
      queryKey: ['understanding', 'overview'],
      queryFn: ({ signal }) => api.get<UnderstandingOverview>('/understanding', {}, signal),
    }),
  slow: () =>
    queryOptions({
      queryKey: ['understanding', 'slow'],
      queryFn: ({ signal }) => api.get<SlowTierView>('/understanding/slow', {}, signal),
    }),
  card: () =>
    queryOptions({
      queryKey: ['understanding', 'card'],
      queryFn: ({ signal }) => api.get<{ markdown: string }>('/understanding/card', {}, signal),
      staleTime: 'static' as const,
    }),
};
