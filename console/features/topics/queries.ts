import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { TopicPreview, Validation } from './types.ts';

export const topicQueries = {
  validation: (query: string) =>
    queryOptions({
      queryKey: ['topic-validation', query],
      queryFn: ({ signal }) => api.post<Validation>('/topics/validate', { query }, { signal }),
      enabled: query.trim() !== '',
      staleTime: Infinity,
      gcTime: 60_000,
    }),
  preview: (query: string, days: number) =>
    queryOptions({
      queryKey: ['topic-preview', query, days],
      queryFn: ({ signal }) => api.post<TopicPreview>('/topics/preview', { query, days }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
      gcTime: 120_000,
    }),
};
