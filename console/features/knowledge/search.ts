export const STATES = ['draft', 'published', 'alarm', 'archived'] as const;
export type StateFilter = (typeof STATES)[number];
export const TABS = ['articles', 'gaps', 'edits', 'readers', 'answers'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of the list says. */
export interface ListSearch {
  tab?: Tab;
  q?: string;
  state?: StateFilter;
  visibility?: 'public' | 'internal';
  category?: string;
}

/** Reads the address; what is not understood is left out. */
export function readListSearch(search: Record<string, unknown>): ListSearch {
  const oneOf = <T extends string>(value: unknown, all: readonly T[]) => all.find((one) => one === value);
  const tab = oneOf(search['tab'], TABS);
  const state = oneOf(search['state'], STATES);
  const visibility = oneOf(search['visibility'], ['public', 'internal'] as const);
  const { q, category } = search;
  return {
    ...(tab ? { tab } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(state ? { state } : {}),
    ...(visibility ? { visibility } : {}),
    ...(typeof category === 'string' && category.startsWith('helpcat_') ? { category } : {}),
  };
}

/** What a new article begins with. */
export function readNewSearch(search: Record<string, unknown>): { title?: string } {
  return typeof search['title'] === 'string' ? { title: search['title'].slice(0, 200) } : {};
}
