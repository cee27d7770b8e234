import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { SearchView } from '#respond/search/schema.ts';
import { api } from '../../api/client.ts';
import type { Pick } from '../../components/pick-list.tsx';
import { t } from '../../i18n/index.ts';
import { KIND_ICONS } from './icons.ts';
import { lineOf } from './line.ts';

const SHORTEST = 2;

/** What is found for these words of everything there is, as picks of the palette. */
export function useFound(words: string): (Pick & { to: string })[] {
  const q = useDeferredValue(words);
  const { data } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.get<SearchView>('/search', { q: q.slice(0, 200), limit: 5 }, signal),
    enabled: q.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  if (data === undefined || words.length < SHORTEST) return [];
  return data.groups.flatMap(({ kind, items }) =>
    items.map((hit) => ({
      id: `found-${kind}-${hit.id}`,
      label: lineOf(hit),
      group: t(`search.kind.${kind}`),
      icon: KIND_ICONS[kind],
      to: hit.to,
    })),
  );
}
