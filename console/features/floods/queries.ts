import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { BrakeView, FloodMark, TrustedView } from '#respond/inbox/floods/schema.ts';
import { api, type Page } from '../../api/client.ts';
import type { PostView } from '../../api/types.ts';

export type { BrakeView, FloodMark };

export const floodQueries = {
  brake: () =>
    queryOptions({
      queryKey: ['floods', 'brake'],
      queryFn: ({ signal }) => api.get<BrakeView>('/inbox/flood-brake', {}, signal),
    }),
  trusted: () =>
    infiniteQueryOptions({
      queryKey: ['floods', 'trusted'],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<TrustedView>>('/inbox/flood-brake/trusted', { cursor: pageParam, limit: 50 }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
  posts: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['floods', 'posts', id],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<PostView>>(`/inbox/floods/${id}/posts`, { cursor: pageParam, limit: 50 }, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor,
    }),
};
