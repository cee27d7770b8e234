import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PersonAccount, PersonView, previewShape, touchShape } from '#people/persons/schema.ts';
import { api, type Page } from '../../api/client.ts';

export type Touch = z.infer<typeof touchShape>;
export type JoinPreview = z.infer<typeof previewShape>;

/** Keys begin with `persons`, so that one event refreshes all of them. */
export const personQueries = {
  of: (key: string) =>
    queryOptions({
      queryKey: ['persons', key],
      queryFn: ({ signal }) => api.get<PersonView>(`/persons/${key}`, {}, signal),
    }),
  timeline: (key: string) =>
    infiniteQueryOptions({
      queryKey: ['persons', key, 'timeline'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<Touch>>(`/persons/${key}/timeline`, { cursor: pageParam, limit: 20 }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  accounts: (q: string) =>
    queryOptions({
      queryKey: ['persons', 'accounts', q],
      queryFn: ({ signal }) => api.get<Page<PersonAccount>>('/persons/accounts', { q }, signal),
      select: (page) => page.items,
      enabled: q.trim().length >= 2,
    }),
  preview: (accountIds: readonly string[], leadAccountId: string) =>
    queryOptions({
      queryKey: ['persons', 'preview', accountIds, leadAccountId],
      queryFn: () => api.post<JoinPreview>('/persons/preview', { accountIds, leadAccountId }),
      enabled: accountIds.length > 1,
    }),
};
