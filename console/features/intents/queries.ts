import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { IntentExampleView, IntentsOverview } from './types.ts';

export const intentQueries = {
  overview: () =>
    queryOptions({
      queryKey: ['intents'],
      queryFn: ({ signal }) => api.get<IntentsOverview>('/intents', {}, signal),
    }),
  examples: (intentId: string) =>
    infiniteQueryOptions({
      queryKey: ['intent-examples', intentId],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<IntentExampleView>>(
          `/intents/${intentId}/examples`,
          { limit: 20, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          signal,
        ),
      initialPageParam: '',
      getNextPageParam: (page) => page.nextCursor,
    }),
};
