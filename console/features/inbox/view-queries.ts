import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Page } from '../../api/client.ts';
import type { SavedView } from '../../api/types.ts';
import type { Condition } from '#lib/conditions/index.ts';
import type { ViewCount } from '#respond/inbox/schema.ts';

export type ViewKind = SavedView['kind'];

/** Saved views of the inbox or of cases. Their counts are renewed with the other counts of that screen. */
export const viewQueries = {
  list: (kind: ViewKind) =>
    queryOptions({
      queryKey: ['inbox', 'views', kind],
      queryFn: ({ signal }) => api.get<Page<SavedView>>('/inbox/views', { kind }, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  counts: (kind: ViewKind) =>
    queryOptions({
      queryKey: [kind, 'counts', 'views'],
      queryFn: ({ signal }) =>
        api.get<{ counts: Record<string, number>; atLeast: string[] }>(`/${kind}/views/counts`, {}, signal),
      staleTime: 5_000,
    }),
};

/** What a view that is being written would show; its last count stays until the next is there. */
export const countQuery = (kind: ViewKind, query: Record<string, string>, when: Condition) =>
  queryOptions({
    queryKey: [kind, 'counts', 'draft', query, when],
    queryFn: ({ signal }) =>
      api.post<ViewCount>(`/${kind}/views/count`, { query, condition: { version: 1, when } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 60_000,
    retry: false,
  });

/** The views in another order: one of them a place up (-1) or down (1). The same array where that is not possible. */
export function movedView<Row extends { id: string }>(
  views: readonly Row[],
  id: string,
  step: 1 | -1,
): readonly Row[] {
  const from = views.findIndex((view) => view.id === id);
  const to = from + step;
  if (from === -1 || to < 0 || to >= views.length) return views;
  const moved = views.toSpliced(from, 1);
  return moved.toSpliced(to, 0, views[from]!);
}
