import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { TopicDetail, TopicDifference, TopicExample, TopicPreview, Validation } from './types.ts';

export const topicQueries = {
  detail: (topicId: string) =>
    queryOptions({
      queryKey: ['topics', topicId],
      queryFn: ({ signal }) => api.get<TopicDetail>(`/topics/${topicId}`, {}, signal),
      staleTime: 15_000,
    }),
  examples: (query: string, examples: readonly TopicExample[]) =>
    queryOptions({
      queryKey: ['topic-examples', query, examples],
      queryFn: ({ signal }) => api.post<Validation>('/topics/validate', { query, examples }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 60_000,
      gcTime: 60_000,
    }),
  difference: (topicId: string, query: string, days: number) =>
    queryOptions({
      queryKey: ['topic-difference', topicId, query, days],
      queryFn: ({ signal }) =>
        api.post<TopicDifference>(`/topics/${topicId}/difference`, { query, days }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
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
