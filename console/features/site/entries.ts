import type { Entry, Navigation, NavigationView } from './queries.ts';

export type Place = keyof Navigation;

/** What is arranged, with the parts of the site that nobody named yet behind the last part of the header: as readers see it. */
export function wholeOf({ navigation, parts }: Pick<NavigationView, 'navigation' | 'parts'>): Navigation {
  const named = new Set([...navigation.header, ...navigation.footer].map(({ key }) => key));
  const unnamed = parts.filter(({ key }) => key.startsWith('section:') && !named.has(key));
  const { header } = navigation;
  const at = header.findLastIndex(({ key }) => key.startsWith('section:')) + 1;
  const put = unnamed.map(({ key }) => newEntry(key));
  return { ...navigation, header: [...header.slice(0, at), ...put, ...header.slice(at)] };
}

export const newEntry = (key: string, url: string | null = null): Entry => ({
  key,
  isShown: true,
  names: {},
  url,
});

/** One place up (-1) or down (1); the same list where there is none. */
export function moved(entries: readonly Entry[], key: string, by: -1 | 1): Entry[] {
  const from = entries.findIndex((entry) => entry.key === key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= entries.length) return [...entries];
  const rest = entries.filter((entry) => entry.key !== key);
  return [...rest.slice(0, to), entries[from]!, ...rest.slice(to)];
}

/** From one place to the end of the other. */
export function carried(navigation: Navigation, key: string, to: Place): Navigation {
  const entry = [...navigation.header, ...navigation.footer].find((one) => one.key === key);
  if (!entry) return navigation;
  const without = dropped(navigation, key);
  return { ...without, [to]: [...without[to], entry] };
}

export const dropped = ({ header, footer }: Navigation, key: string): Navigation => ({
  header: header.filter((entry) => entry.key !== key),
  footer: footer.filter((entry) => entry.key !== key),
});

export const replaced = ({ header, footer }: Navigation, changed: Entry): Navigation => {
  const put = (entries: readonly Entry[]) =>
    entries.map((entry) => (entry.key === changed.key ? changed : entry));
  return { header: put(header), footer: put(footer) };
};

/** What an entry is called here; undefined where the part of the site that it names is closed. */
export function nameOf(entry: Entry, parts: NavigationView['parts']): string | undefined {
  const own = entry.names['en'] || Object.values(entry.names).find((name) => name !== '');
  return own || (parts.find(({ key }) => key === entry.key)?.label ?? entry.url ?? undefined);
}

/** Names without those that are empty. */
export const filled = (names: Entry['names']): Entry['names'] =>
  Object.fromEntries(Object.entries(names).filter(([, name]) => name.trim() !== ''));
