import { queryOptions } from '@tanstack/react-query';
import type { CalendarView, ImportView } from '#people/calendars/schema.ts';
import { api } from '../../api/client.ts';

export type { CalendarView, ImportView };

export const calendarQueries = {
  all: () =>
    queryOptions({
      queryKey: ['calendars'],
      queryFn: ({ signal }) => api.get<{ items: CalendarView[] }>('/calendars', {}, signal),
      select: (page) => page.items,
    }),
  countries: () =>
    queryOptions({
      queryKey: ['calendars', 'countries'],
      queryFn: ({ signal }) => api.get<{ items: string[] }>('/calendars/countries', {}, signal),
      select: (page) => page.items,
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
