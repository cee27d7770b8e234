import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type {
  ContextView,
  DraftingView,
  ExampleView,
  GuideView,
  HeardView,
  ReadingView,
  VersionView,
} from './types.ts';

export const voiceQueries = {
  guide: () =>
    queryOptions({
      queryKey: ['voice', 'guide'],
      queryFn: ({ signal }) => api.get<GuideView>('/voice/guide', {}, signal),
    }),
  versions: () =>
    queryOptions({
      queryKey: ['voice', 'versions'],
      queryFn: async ({ signal }) =>
        (await api.get<{ items: VersionView[] }>('/voice/guide/versions', {}, signal)).items,
    }),
  /** What counts in a conversation; `said` renews it when the customer says more. */
  context: (id: string, said: string) =>
    queryOptions({
      queryKey: ['voice', 'context', id, said],
      queryFn: ({ signal }) => api.get<ContextView>(`/voice/conversations/${id}`, {}, signal),
      staleTime: 60_000,
    }),
  heard: (id: string, said: string) =>
    queryOptions({
      queryKey: ['voice', 'heard', id, said],
      queryFn: ({ signal }) => api.get<HeardView>(`/voice/conversations/${id}/heard`, {}, signal),
      staleTime: 60_000,
    }),
  examples: (q: string) =>
    queryOptions({
      queryKey: ['voice', 'examples', q],
      queryFn: async ({ signal }) =>
        (await api.get<{ items: ExampleView[] }>('/voice/examples', { limit: 100, q }, signal)).items,
    }),
  drafting: () =>
    queryOptions({
      queryKey: ['voice', 'drafting'],
      queryFn: ({ signal }) => api.get<DraftingView>('/voice/drafting', {}, signal),
    }),
  reading: () =>
    queryOptions({
      queryKey: ['voice', 'reading'],
      queryFn: ({ signal }) => api.get<ReadingView>('/voice/reading', {}, signal),
    }),
};
