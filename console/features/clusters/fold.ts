import type { CopiesView } from '../../api/types.ts';

/** A row of a list: a post, and those of the list that say the same. */
export interface FoldedRow<T> {
  post: T;
  /** The others of this list, in its order. */
  others: T[];
  /** The group it stands in, where it is not alone. */
  copies: CopiesView | undefined;
}

/** Posts that say the same become one row, at the place of the first of them; everything else stays as it is. */
export function foldPosts<T extends { id: string }>(
  posts: readonly T[],
  copies: ReadonlyMap<string, CopiesView>,
): FoldedRow<T>[] {
  const rows: FoldedRow<T>[] = [];
  const byGroup = new Map<string, FoldedRow<T>>();
  for (const post of posts) {
    const found = copies.get(post.id);
    const row = found && byGroup.get(found.group);
    if (row) {
      row.others.push(post);
      continue;
    }
    const fresh = { post, others: [], copies: found };
    rows.push(fresh);
    if (found) byGroup.set(found.group, fresh);
  }
  return rows;
}

/** Ids to ask about, in parts of a hundred that stay the same while a list grows at its end. */
export function partsOf(ids: readonly string[]): string[][] {
  const sorted = [...ids].sort();
  return Array.from({ length: Math.ceil(sorted.length / 100) }, (_, i) =>
    sorted.slice(i * 100, i * 100 + 100),
  );
}
