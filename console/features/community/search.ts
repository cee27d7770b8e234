export const LISTS = ['latest', 'unanswered', 'solved', 'deleted'] as const;
export type ListName = (typeof LISTS)[number];
export const TABS = ['threads', 'categories', 'groups', 'statistics', 'imports'] as const;
export const DAYS = [7, 28, 90, 365] as const;
export type Tab = (typeof TABS)[number];

/** What the address of the screen says. */
export interface CommunitySearch {
  tab?: Tab;
  list?: ListName;
  category?: string;
  q?: string;
  /** The import that is open. */
  import?: string;
  /** Of the statistics; 28 unless told. */
  days?: (typeof DAYS)[number];
}

function textOf(given: unknown): string | undefined {
  const text = typeof given === 'string' ? given.slice(0, 300) : '';
  return text.trim() === '' ? undefined : text;
}

/** Reads an address; what it does not know it leaves out. */
export function readSearch(given: Record<string, unknown>): CommunitySearch {
  const tab = TABS.find((one) => one === given['tab'] && one !== 'threads');
  const list = LISTS.find((one) => one === given['list'] && one !== 'latest');
  const days = DAYS.find((one) => (one === given['days'] || String(one) === given['days']) && one !== 28);
  const [category, q, opened] = [textOf(given['category']), textOf(given['q']), textOf(given['import'])];
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(list === undefined ? {} : { list }),
    ...(category === undefined ? {} : { category }),
    ...(q === undefined ? {} : { q }),
    ...(opened === undefined ? {} : { import: opened }),
    ...(days === undefined ? {} : { days }),
  };
}
