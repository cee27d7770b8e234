import { queryOptions } from '@tanstack/react-query';
import type {
  AutomaticAnswer,
  ChannelSetting,
  PreviewView,
  SettingsView,
} from '#respond/out-of-hours/schema.ts';
import { api } from '../../api/client.ts';

export type { AutomaticAnswer, ChannelSetting, PreviewView, SettingsView };

export const outOfHoursQueries = {
  settings: () =>
    queryOptions({
      queryKey: ['out-of-hours', 'settings'],
      queryFn: ({ signal }) => api.get<SettingsView>('/out-of-hours/settings', {}, signal),
    }),
  preview: (answer: AutomaticAnswer, network: string | null) =>
    queryOptions({
      queryKey: ['out-of-hours', 'preview', answer, network],
      queryFn: () => api.post<PreviewView>('/out-of-hours/preview', { answer, network }),
      retry: false,
    }),
};
