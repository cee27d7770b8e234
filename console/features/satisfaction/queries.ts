import { queryOptions } from '@tanstack/react-query';
import type {
  SatisfactionOf,
  SatisfactionSettings,
  SatisfactionSummary,
} from '#respond/satisfaction/schema.ts';
import { api } from '../../api/client.ts';

export type { SatisfactionOf, SatisfactionSettings, SatisfactionSummary };

export const satisfactionQueries = {
  settings: () =>
    queryOptions({
      queryKey: ['satisfaction', 'settings'],
      queryFn: ({ signal }) => api.get<SatisfactionSettings>('/satisfaction/settings', {}, signal),
    }),
  summary: (days: number) =>
    queryOptions({
      queryKey: ['satisfaction', 'summary', days],
      queryFn: ({ signal }) => api.get<SatisfactionSummary>('/satisfaction/summary', { days }, signal),
    }),
  of: (conversationId: string) =>
    queryOptions({
      queryKey: ['satisfaction', 'of', conversationId],
      queryFn: ({ signal }) => api.get<SatisfactionOf>(`/inbox/${conversationId}/satisfaction`, {}, signal),
    }),
};
