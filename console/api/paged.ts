import { infiniteQueryOptions } from '@tanstack/react-query';
import { api, type Page, type QueryValues } from './client.ts';

/** A list that is read page by page, by the cursor that ends each page. */
export const paged = <Item>(queryKey: readonly unknown[], path: string, asked: QueryValues = {}) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => api.get<Page<Item>>(path, { ...asked, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor ?? null,
  });
