export const TABS = ['look', 'navigation', 'pages'] as const;

export interface SiteSearch {
  tab?: (typeof TABS)[number];
}

export function readSearch(search: Record<string, unknown>): SiteSearch {
  const tab = TABS.find((one) => one === search['tab']);
  return tab === undefined ? {} : { tab };
}
