import type { Hit } from '../schema.ts';
import type { FoundRow } from '../store/find-store.ts';

/** What is not of work that somebody has. */
export const NOBODY = { status: null, team: null, assignees: [] } satisfies Partial<Hit>;

/** What was found, in its order, as its owner has it now: what is gone there is left out. */
export function inOrder<T>(
  rows: readonly FoundRow[],
  by: ReadonlyMap<string, T>,
  hitOf: (one: T, row: FoundRow) => Hit,
): Hit[] {
  return rows.flatMap((row) => {
    const one = by.get(row.id);
    return one === undefined ? [] : [hitOf(one, row)];
  });
}

export const idsOf = (rows: readonly FoundRow[]): string[] => rows.map(({ id }) => id);
export const placesOf = (rows: readonly FoundRow[]): string[] => [...new Set(rows.map(({ place }) => place))];
export const mapOf = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));
