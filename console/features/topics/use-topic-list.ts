import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { TopicView } from '../../api/types.ts';
import { filterTopics, groupTopics, type ListFilters, readListFilters, sortTopics } from './list.ts';

const PAGE = 100;
const ALL: ListFilters = { q: '', sort: 'folder', state: 'any', folder: null };

/** The topics as they are searched for and sorted, the row under the keys, and those that are ticked. */
export function useTopicList(topics: readonly TopicView[]) {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const filters = useMemo(() => ({ ...ALL, ...readListFilters(search) }), [search]);
  const [most, setMost] = useState(PAGE);
  const [cursor, setCursor] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => sortTopics(filterTopics(topics, filters), filters.sort), [topics, filters]);
  const shown = useMemo(() => found.slice(0, most), [found, most]);
  const groups = useMemo(() => groupTopics(shown, filters.sort), [shown, filters.sort]);
  // What is no longer found is no longer chosen: nobody changes what he does not see.
  const chosen = useMemo(() => found.filter((topic) => ticked.has(topic.id)), [found, ticked]);
  const place = shown.findIndex((topic) => topic.id === cursor);
  return {
    filters,
    found,
    groups,
    shown,
    chosen,
    isNarrowed: filters.q !== '' || filters.state !== 'any' || filters.folder !== null,
    atCursor: shown[place],
    cursor,
    setFilters: (part: Partial<ListFilters>) => {
      setMost(PAGE);
      const next = readListFilters({ ...filters, ...part });
      void navigate({ to: '/topics', search: next, replace: true });
    },
    move: (by: number) => {
      const next = shown[Math.min(shown.length - 1, Math.max(0, place + by))];
      if (next === undefined) return;
      setCursor(next.id);
      document.getElementById(`row-${next.id}`)?.scrollIntoView({ block: 'nearest' });
    },
    tick: (ids: readonly string[], isOn: boolean) =>
      setTicked((before) => {
        const next = new Set(before);
        for (const id of ids)
          if (isOn) next.add(id);
          else next.delete(id);
        return next;
      }),
    clear: () => setTicked(new Set()),
    showMore: found.length > most ? () => setMost(most + PAGE) : undefined,
  };
}

export type TopicList = ReturnType<typeof useTopicList>;
