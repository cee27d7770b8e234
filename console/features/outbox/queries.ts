import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { Held, ReplyState, ReplyView, Suspensions } from '../../api/types.ts';

export const outboxQueries = {
  /** What is suspended, and what could be. */
  suspensions: () =>
    queryOptions({
      queryKey: ['outbox', 'suspensions'],
      queryFn: ({ signal }) => api.get<Suspensions>('/outbox/suspensions', {}, signal),
      staleTime: 30_000,
    }),
  /** What fell due meanwhile and waits for a decision; the first two hundred. */
  held: () =>
    queryOptions({
      queryKey: ['outbox', 'held'],
      queryFn: ({ signal }) => api.get<Page<Held>>('/outbox/held', { limit: 200 }, signal),
    }),
  replies: (state: ReplyState | undefined) =>
    paged<ReplyView>(['outbox', 'replies', state ?? 'all'], '/replies', { state }),
};
