/** Something that was counted, with how many more there may be than were counted: 0 unless a list was cut. */
export interface Listed {
  name: string;
  posts: number;
  /** Posts that may be missing: the true number lies between `posts` and `posts + missing`. */
  missing: number;
}

/** The most frequent entries of one stretch of time, as they are stored: `[name, posts]`, or `[name, posts, missing]`. */
export interface TopList {
  items: [name: string, posts: number, missing?: number][];
  /** No entry that is left out has more posts than this. */
  cut: number;
}

/** The `most` frequent entries of exact counts. */
export function topOf(counts: ReadonlyMap<string, number>, most: number): TopList {
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { items: sorted.slice(0, most), cut: sorted[most]?.[1] ?? 0 };
}

/**
 * Adds lists of separate stretches of time. An entry that a list does not name may have had as many posts there as the list's cut
 * (Agarwal et al., Mergeable Summaries, 2012): that is what may be missing. Answers all entries, most frequent first, and the bound for
 * what no list names.
 */
export function mergeLists(lists: readonly TopList[]): { entries: Listed[]; cut: number } {
  const cut = lists.reduce((sum, list) => sum + list.cut, 0);
  const sums = new Map<string, { posts: number; missing: number }>();
  for (const list of lists) {
    for (const [name, posts, missing = 0] of list.items) {
      const sum = sums.get(name);
      if (sum) {
        sum.posts += posts;
        sum.missing += missing - list.cut;
      } else sums.set(name, { posts, missing: cut + missing - list.cut });
    }
  }
  const entries = Array.from(sums, ([name, sum]) => ({ name, ...sum }));
  entries.sort((a, b) => b.posts - a.posts || (a.name < b.name ? -1 : 1));
  return { entries, cut };
}

/** A merged list to be stored: the `most` frequent entries, and a bound for all others. */
export function shorten(
  { entries, cut }: { entries: readonly Listed[]; cut: number },
  most: number,
): TopList {
  return {
    items: entries
      .slice(0, most)
      .map(({ name, posts, missing }) => (missing > 0 ? [name, posts, missing] : [name, posts])),
    cut: entries.slice(most).reduce((bound, { posts, missing }) => Math.max(bound, posts + missing), cut),
  };
}
