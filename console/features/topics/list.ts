import type { TopicView } from '../../api/types.ts';

export const SORTS = ['folder', 'name', 'today', 'all', 'last', 'newest'] as const;
export type Sort = (typeof SORTS)[number];

export interface ListFilters {
  q: string;
  sort: Sort;
  state: 'any' | 'active' | 'paused';
  /** Null for every folder, an empty text for topics without one. */
  folder: string | null;
}

/** From the address; what is not understood is left out. */
export function readListFilters(search: Record<string, unknown>): Partial<ListFilters> {
  return {
    ...(typeof search.q === 'string' && search.q !== '' && { q: search.q }),
    ...(SORTS.includes(search.sort as Sort) && search.sort !== 'folder' && { sort: search.sort as Sort }),
    ...((search.state === 'active' || search.state === 'paused') && { state: search.state }),
    ...(typeof search.folder === 'string' && { folder: search.folder }),
  };
}

/** Every word has to be somewhere in name, query or folder. */
export function filterTopics(topics: readonly TopicView[], filters: ListFilters): TopicView[] {
  const words = fold(filters.q).split(/\s+/).filter(Boolean);
  return topics.filter((topic) => {
    if (filters.state !== 'any' && topic.state !== filters.state) return false;
    if (filters.folder !== null && (topic.folder ?? '') !== filters.folder) return false;
    if (words.length === 0) return true;
    const text = fold(`${topic.name}\n${topic.query}\n${topic.folder ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

const names = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function sortTopics(topics: readonly TopicView[], sort: Sort): TopicView[] {
  const byName = (a: TopicView, b: TopicView) => names.compare(a.name, b.name);
  const orders: Record<Sort, (a: TopicView, b: TopicView) => number> = {
    // Topics without a folder come first, as in a file manager's root.
    folder: (a, b) => names.compare(a.folder ?? '', b.folder ?? '') || byName(a, b),
    name: byName,
    today: (a, b) => b.matchesToday - a.matchesToday || byName(a, b),
    all: (a, b) => b.matches - a.matches || byName(a, b),
    last: (a, b) => (b.lastMatchAt ?? '').localeCompare(a.lastMatchAt ?? '') || byName(a, b),
    newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  };
  return topics.toSorted(orders[sort]);
}

export interface Group {
  /** Null where the list has no headings, an empty text for topics without a folder. */
  folder: string | null;
  topics: TopicView[];
}

/** Sorted topics under their folders, when they are sorted by them and there are any. */
export function groupTopics(sorted: readonly TopicView[], sort: Sort): Group[] {
  if (sort !== 'folder' || sorted.every((topic) => topic.folder === null))
    return sorted.length === 0 ? [] : [{ folder: null, topics: [...sorted] }];
  const groups: Group[] = [];
  for (const topic of sorted) {
    const folder = topic.folder ?? '';
    const last = groups.at(-1);
    if (last?.folder === folder) last.topics.push(topic);
    else groups.push({ folder, topics: [topic] });
  }
  return groups;
}

/** Folders in use, in their order. */
export function foldersOf(topics: readonly TopicView[]): string[] {
  return [...new Set(topics.flatMap((topic) => topic.folder ?? []))].sort(names.compare);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
