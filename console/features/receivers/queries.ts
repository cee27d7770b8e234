import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { paged } from '../../api/paged.ts';
import type { LogLine, Receiver, ReceiverWish, Trial } from './types.ts';

export const receiverQueries = {
  all: () =>
    queryOptions({
      queryKey: ['receivers'],
      queryFn: ({ signal }) => api.get<{ items: Receiver[] }>('/receivers', {}, signal),
    }),
  log: (id: string) => paged<LogLine>(['receivers', id, 'log'], `/receivers/${id}/messages`),
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
