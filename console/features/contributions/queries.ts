import { queryOptions } from '@tanstack/react-query';
import type { EditDetail, EditSettings, EditView } from '#embrace/contributions/edits/schema.ts';
import type { Origin, Proposal } from '#embrace/contributions/made/schema.ts';
import { api, type Page } from '../../api/client.ts';

export type { EditDetail, EditSettings, EditView, Origin, Proposal };

/** Of what something is made. */
export type SourceWish =
  | { kind: 'reply'; id: string; conversationId: string }
  | { kind: 'thread' | 'case'; id: string };

export type EditList = 'waiting' | 'decided';

export const contributionQueries = {
  /** Read anew for each dialog: what was said may have changed. */
  proposal: (source: SourceWish) =>
    queryOptions({
      queryKey: ['contributions', 'proposal', source],
      queryFn: ({ signal }) =>
        api.get<Proposal>(
          '/contributions/proposal',
          {
            source: source.kind,
            id: source.id,
            conversation: source.kind === 'reply' ? source.conversationId : undefined,
          },
          signal,
        ),
      gcTime: 0,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  origin: (articleId: string) =>
    queryOptions({
      queryKey: ['contributions', 'origin', articleId],
      queryFn: ({ signal }) => api.get<Origin>(`/contributions/articles/${articleId}`, {}, signal),
    }),
  edits: (list: EditList) =>
    queryOptions({
      queryKey: ['contributions', 'edits', list],
      queryFn: ({ signal }) => api.get<Page<EditView>>('/contributions/edits', { list, limit: 100 }, signal),
    }),
  edit: (id: string) =>
    queryOptions({
      queryKey: ['contributions', 'edit', id],
      queryFn: ({ signal }) => api.get<EditDetail>(`/contributions/edits/${id}`, {}, signal),
    }),
  settings: () =>
    queryOptions({
      queryKey: ['contributions', 'settings'],
      queryFn: ({ signal }) => api.get<EditSettings>('/contributions/settings', {}, signal),
    }),
};
