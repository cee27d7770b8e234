import type { SearchView } from '#respond/search/schema.ts';
import type { FoundKind } from './filters.ts';

export type Found = SearchView['groups'][number]['items'][number] & { kind: FoundKind };

/** All hits of pages, each once: what changed while one read may come again on a later page. */
export function hitsOf(views: readonly SearchView[]): Found[] {
  const hits = new Map<string, Found>();
  for (const { groups } of views)
    for (const { kind, items } of groups)
      for (const item of items) {
        const key = `${kind} ${item.id}`;
        if (!hits.has(key)) hits.set(key, { ...item, kind });
      }
  return [...hits.values()];
}

export const keyOf = ({ kind, id }: Pick<Found, 'kind' | 'id'>): string => `${kind}-${id}`;

/** How many there are of a kind: "34", or "600+" where more are than were looked through. */
export function countOf(view: SearchView | undefined, kind: FoundKind): string | undefined {
  const group = view?.groups.find((one) => one.kind === kind);
  return group && `${group.count}${group.since === null ? '' : '+'}`;
}

/** The hit above or below; the first one where none is chosen. */
export function besideHit(hits: readonly Found[], key: string | null, step: 1 | -1): Found | undefined {
  const at = hits.findIndex((hit) => keyOf(hit) === key);
  return at === -1 ? hits[0] : hits[Math.min(Math.max(at + step, 0), hits.length - 1)];
}
