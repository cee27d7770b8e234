import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Condition } from '#lib/conditions/index.ts';
import type { FactView, PreviewView } from '#respond/conditions/schema.ts';
import { api } from '../../api/client.ts';

export const conditionQueries = {
  /** `purpose`: those besides that may be asked for nothing else. */
  facts: (purpose?: 'rule') =>
    queryOptions({
      queryKey: ['conditions', 'facts', purpose],
      queryFn: ({ signal }) =>
        api.get<{ items: FactView[] }>('/conditions/facts', purpose ? { purpose } : {}, signal),
      select: (page) => page.items,
      staleTime: 60_000,
    }),
  preview: (when: Condition, over: 'newest' | 'week') =>
    queryOptions({
      queryKey: ['conditions', 'preview', when, over],
      queryFn: ({ signal }) =>
        api.post<PreviewView>('/conditions/preview', { condition: { version: 1, when }, over }, { signal }),
      placeholderData: keepPreviousData,
      staleTime: 15_000,
      gcTime: 60_000,
    }),
};
