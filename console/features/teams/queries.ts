import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { Team, Worker } from './types.ts';

export const teamQueries = {
  teams: () =>
    queryOptions({
      queryKey: ['teams', 'list'],
      queryFn: ({ signal }) => api.get<{ items: Team[] }>('/teams', {}, signal),
      select: (page) => page.items,
    }),
  people: () =>
    queryOptions({
      queryKey: ['teams', 'people'],
      queryFn: ({ signal }) => api.get<{ items: Worker[] }>('/teams/people', {}, signal),
      select: (page) => page.items,
    }),
  weights: () =>
    queryOptions({
      queryKey: ['teams', 'weights'],
      queryFn: ({ signal }) =>
        api.get<{ weights: Record<string, number> }>('/teams/channel-weights', {}, signal),
    }),
  calendars: () =>
    queryOptions({
      queryKey: ['teams', 'calendars'],
      queryFn: ({ signal }) => api.get<{ items: { id: string; name: string }[] }>('/calendars', {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
};
