import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { MemberFilters } from './filters.ts';
import type { CommunityView, MemberDetail, MemberView, ProviderView } from './types.ts';

interface MemberPage {
  items: MemberView[];
  nextCursor?: string;
}

export const memberQueries = {
  accounts: () =>
    queryOptions({
      queryKey: ['members', 'accounts'],
      queryFn: ({ signal }) =>
        api.get<{ items: { id: string; network: string; handle: string }[] }>('/brand/accounts', {}, signal),
      select: ({ items }) => items,
    }),
  list: (filters: MemberFilters) =>
    infiniteQueryOptions({
      queryKey: ['members', 'list', filters],
      queryFn: ({ pageParam, signal }) =>
        api.get<MemberPage>('/members', { ...filters, cursor: pageParam, limit: 50 }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ['members', 'one', id],
      queryFn: ({ signal }) => api.get<MemberDetail>(`/members/${id}`, {}, signal),
    }),
  providers: () =>
    queryOptions({
      queryKey: ['members', 'providers'],
      queryFn: ({ signal }) => api.get<{ items: ProviderView[] }>('/community/providers', {}, signal),
    }),
  community: () =>
    queryOptions({
      queryKey: ['members', 'community'],
      queryFn: ({ signal }) => api.get<CommunityView>('/community/settings', {}, signal),
    }),
};
