import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { Outgoing, ReplyState, ReplyView } from '../../api/types.ts';

export const outboxQueries = {
  /** Whether anything may leave at all. */
  outgoing: () =>
    queryOptions({
      queryKey: ['outbox', 'switch'],
      queryFn: ({ signal }) => api.get<Outgoing>('/outbox/switch', {}, signal),
      staleTime: 30_000,
    }),
  replies: (state: ReplyState | undefined) =>
    infiniteQueryOptions({
      queryKey: ['outbox', 'replies', state ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<ReplyView>>('/replies', { state, cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
};
