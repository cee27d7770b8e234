import { queryOptions } from '@tanstack/react-query';
import type { CannedInput, CannedPreview, CannedView, FilledView } from '#respond/canned/schema.ts';
import { api } from '../../api/client.ts';

export type { CannedInput, CannedPreview, CannedView, FilledView };

interface CannedList {
  items: CannedView[];
  variables: { name: string; sample: string }[];
}

export const cannedQueries = {
  all: () =>
    queryOptions({
      queryKey: ['canned', 'all'],
      queryFn: ({ signal }) => api.get<CannedList>('/canned', {}, signal),
      staleTime: 60_000,
    }),
  preview: (body: string, conversationId?: string) =>
    queryOptions({
      queryKey: ['canned', 'preview', conversationId ?? '', body],
      queryFn: ({ signal }) =>
        api.post<CannedPreview>(
          '/canned/preview',
          { body, ...(conversationId !== undefined && { conversationId }) },
          { signal },
        ),
      enabled: body.trim() !== '',
      staleTime: 60_000,
      gcTime: 60_000,
    }),
};

/** A canned reply for a conversation, filled and counted. */
export function takeCanned(id: string, conversationId: string): Promise<FilledView> {
  return api.post<FilledView>(`/canned/${id}/use`, { conversationId });
}
