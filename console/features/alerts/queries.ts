import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { Condition } from './draft.ts';
import type { Backtest, Feed, Incident, IncidentDetail, Rule } from './types.ts';

export const alertQueries = {
  incidents: () => paged<Incident>(['alerts', 'incidents'], '/alerts/incidents'),
  incident: (id: string) =>
    queryOptions({
      queryKey: ['alerts', 'incident', id],
      queryFn: ({ signal }) => api.get<IncidentDetail>(`/alerts/incidents/${id}`, {}, signal),
    }),
  rules: () =>
    queryOptions({
      queryKey: ['alerts', 'rules'],
      queryFn: ({ signal }) => api.get<{ items: Rule[] }>('/alerts/rules', {}, signal),
      select: (page) => page.items,
    }),
  feeds: () =>
    queryOptions({
      queryKey: ['alerts', 'feeds'],
      queryFn: ({ signal }) => api.get<{ items: Feed[] }>('/alerts/feeds', {}, signal),
      select: (page) => page.items,
    }),
  /** When the rule would have alerted in the last 30 days. */
  backtest: (condition: Condition) =>
    queryOptions({
      queryKey: ['alerts', 'backtest', condition],
      queryFn: ({ signal }) => api.post<Backtest>('/alerts/backtest', condition, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      gcTime: 120_000,
    }),
};
