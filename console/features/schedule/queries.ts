import { queryOptions } from '@tanstack/react-query';
import type { ScheduledView, TimesView, When } from '#respond/schedule/schema.ts';
import { api } from '../../api/client.ts';

export type { ScheduledView, TimesView, When };

export const scheduleQueries = {
  /** Null: of all conversations. */
  waiting: (conversationId: string | null) =>
    queryOptions({
      queryKey: ['schedule', conversationId ?? 'all'],
      queryFn: ({ signal }) =>
        api.get<{ items: ScheduledView[] }>(
          conversationId === null ? '/schedule' : `/inbox/${conversationId}/scheduled`,
          {},
          signal,
        ),
      select: ({ items }) => items,
    }),
  times: (conversationId: string) =>
    queryOptions({
      queryKey: ['schedule', 'times', conversationId],
      queryFn: ({ signal }) => api.get<TimesView>(`/inbox/${conversationId}/send-times`, {}, signal),
      staleTime: 60_000,
    }),
};
