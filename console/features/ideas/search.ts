import type { Sort, Status } from '#embrace/ideas/schema.ts';

export const TABS = ['ideas', 'suggestions', 'roadmap', 'changelog', 'setup'] as const;
export type Tab = (typeof TABS)[number];
export const SORTS: readonly Sort[] = ['top', 'trending', 'new'];
export const STATUSES: readonly Status[] = [
  'open',
  'considering',
  'planned',
  'building',
  'shipped',
  'declined',
];
export const VIEWS = ['list', 'columns'] as const;

/** What the address of the screen says. */
export interface IdeasSearch {
  tab?: Tab;
  view?: (typeof VIEWS)[number];
  sort?: Sort;
  status?: Status;
  board?: string;
  q?: string;
}

function textOf(given: unknown): string | undefined {
  const text = typeof given === 'string' ? given.slice(0, 300) : '';
  return text.trim() === '' ? undefined : text;
}

/** Reads an address; what it does not know, and what is usual, it leaves out. */
export function readSearch(given: Record<string, unknown>): IdeasSearch {
  const tab = TABS.find((one) => one === given['tab'] && one !== 'ideas');
  const view = VIEWS.find((one) => one === given['view'] && one !== 'list');
  const sort = SORTS.find((one) => one === given['sort'] && one !== 'top');
  const status = STATUSES.find((one) => one === given['status']);
  const [board, q] = [textOf(given['board']), textOf(given['q'])];
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(view === undefined ? {} : { view }),
    ...(sort === undefined ? {} : { sort }),
    ...(status === undefined ? {} : { status }),
    ...(board === undefined ? {} : { board }),
    ...(q === undefined ? {} : { q }),
  };
}

/** The quarter of a day and those that follow: `2026-Q4`, `2027-Q1` … */
export function quartersFrom(day: Date, count: number): string[] {
  const first = day.getUTCFullYear() * 4 + Math.floor(day.getUTCMonth() / 3);
  return Array.from({ length: count }, (_, n) => `${Math.floor((first + n) / 4)}-Q${((first + n) % 4) + 1}`);
}

/** Quarters to choose from: the coming ones, and those that ideas have already, in order. */
export function quartersFor(known: readonly (string | null)[], day: Date): string[] {
  return [...new Set([...known.flatMap((one) => one ?? []), ...quartersFrom(day, 6)])].sort();
}
