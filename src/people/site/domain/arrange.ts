import type { Entry, Navigation } from '../schema.ts';

/** An entry of the navigation of public pages. */
export interface Section {
  /** What pages name as their `section`. */
  key: string;
  path: string;
  label: string;
  /** Below it lies all of the section, its `sitemap.xml` too; search engines are not sent to a section without it. */
  root?: string;
}

export interface Arranged {
  header: Section[];
  footer: Section[];
}

/** What there is, as the company arranged it: parts that it never named stand behind the last part that it did, pages of its own only where it put them. */
export function arrange(
  parts: readonly Section[],
  pages: readonly Section[],
  { header, footer }: Navigation,
  language: string,
): Arranged {
  const known = new Map([
    ...parts.map((part) => [`section:${part.key}`, part] as const),
    ...pages.map((page) => [page.key, page] as const),
  ]);
  const named = new Set([...header, ...footer].map(({ key }) => key));
  const shown = (entries: readonly Entry[]) =>
    entries.filter(({ isShown }) => isShown).flatMap((entry) => sectionOf(entry, known, language) ?? []);
  const at = header.findLastIndex(({ key }) => key.startsWith('section:')) + 1;
  const unnamed = parts.filter(({ key }) => !named.has(`section:${key}`));
  return {
    header: [...shown(header.slice(0, at)), ...unnamed, ...shown(header.slice(at))],
    footer: shown(footer),
  };
}

function sectionOf(entry: Entry, known: ReadonlyMap<string, Section>, language: string): Section | undefined {
  const own = nameIn(entry.names, language);
  if (entry.url !== null) {
    const label = own ?? nameIn(entry.names, 'en') ?? Object.values(entry.names).find((name) => name !== '');
    return label === undefined ? undefined : { key: entry.key, path: entry.url, label };
  }
  const found = known.get(entry.key);
  return found && { ...found, label: own ?? found.label };
}

function nameIn(names: Readonly<Record<string, string>>, language: string): string | undefined {
  const tag = language.toLowerCase();
  return names[tag] || names[tag.split('-')[0]!] || undefined;
}
