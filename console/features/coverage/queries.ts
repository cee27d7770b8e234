import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ForecastView, MayView, SettingsView, ShiftView, StageView } from './types.ts';

export const coverageQueries = {
  forecast: (days: number) =>
    queryOptions({
      queryKey: ['coverage', 'forecast', days],
      queryFn: ({ signal }) => api.get<ForecastView>('/coverage/forecast', { days }, signal),
      placeholderData: keepPreviousData,
      refetchInterval: 300_000,
    }),
  settings: () =>
    queryOptions({
      queryKey: ['coverage', 'settings'],
      queryFn: ({ signal }) => api.get<SettingsView>('/coverage/settings', {}, signal),
    }),
  shifts: () =>
    queryOptions({
      queryKey: ['coverage', 'shifts'],
      queryFn: ({ signal }) => api.get<{ items: ShiftView[] }>('/coverage/shifts', {}, signal),
      select: (page) => page.items,
    }),
  maySend: () =>
    queryOptions({
      queryKey: ['coverage', 'may-send'],
      queryFn: ({ signal }) => api.get<MayView>('/coverage/may-send', {}, signal),
      staleTime: 300_000,
    }),
  stage: () =>
    queryOptions({
      queryKey: ['coverage', 'stage'],
      queryFn: ({ signal }) => api.get<StageView>('/coverage/stage', {}, signal),
    }),
};
