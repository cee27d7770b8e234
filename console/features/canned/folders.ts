import { narrow } from '../../components/narrow.ts';
import type { CannedView } from './queries.ts';

/** Canned replies in their folders, by name; only those in which all words occur. */
export function byFolder(
  items: readonly CannedView[],
  words: string,
): { folder: string; items: CannedView[] }[] {
  const found = narrow(
    items.map((item) => ({
      item,
      label: item.name,
      keywords: `${item.shortcut ?? ''} ${item.folder} ${item.texts.map(({ body }) => body).join(' ')}`,
    })),
    words,
  ).map(({ item }) => item);
  const folders = new Map<string, CannedView[]>();
  for (const item of found) folders.set(item.folder, [...(folders.get(item.folder) ?? []), item]);
  return [...folders]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([folder, inside]) => ({ folder, items: inside }));
}
