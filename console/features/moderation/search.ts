export const TABS = ['queue', 'done', 'appeals', 'signs', 'log', 'words', 'sites', 'rules', 'trust'] as const;
export type Tab = (typeof TABS)[number];

/** What the address of the screen says. */
export interface ModerationSearch {
  tab?: Tab;
}

/** Reads an address; what it does not know it leaves out. */
export function readSearch(given: Record<string, unknown>): ModerationSearch {
  const tab = TABS.find((one) => one === given['tab'] && one !== 'queue');
  return tab === undefined ? {} : { tab };
}

/** The reason that most flags give, in words that a member can be told; '' where rules held it. */
export function usualReason(
  flags: readonly { reason: string }[],
  wordOf: (reason: string) => string,
): string {
  const counts = new Map<string, number>();
  for (const { reason } of flags) if (reason !== 'other') counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (!most) return '';
  const word = wordOf(most[0]);
  return `${word.slice(0, 1).toLocaleUpperCase()}${word.slice(1)}`;
}

/** Days as they are chosen; null is for good. */
export const DAYS = ['1', '7', '30', 'good'] as const;
export type Days = (typeof DAYS)[number];
export const daysOf = (chosen: Days): number | null => (chosen === 'good' ? null : Number(chosen));
