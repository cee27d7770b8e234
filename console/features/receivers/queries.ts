import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { LogLine, Receiver, ReceiverWish, Trial } from './types.ts';

export const receiverQueries = {
  all: () =>
    queryOptions({
      queryKey: ['receivers'],
      queryFn: ({ signal }) => api.get<{ items: Receiver[] }>('/receivers', {}, signal),
    }),
  log: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['receivers', id, 'log'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<LogLine>>(`/receivers/${id}/messages`, { cursor: pageParam }, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor ?? null,
    }),
  /** What a mapping makes of a sample. */
  trial: (mapping: ReceiverWish['mapping'], sample: string) =>
    queryOptions({
      queryKey: ['receivers', 'trial', mapping, sample],
      queryFn: () => api.post<Trial>('/receivers/trial', { mapping, sample }),
      enabled: sample.trim() !== '' && mapping.fields.id !== '' && mapping.fields.text !== '',
      placeholderData: (before: Trial | undefined) => before,
      retry: false,
    }),
};
