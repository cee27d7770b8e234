interface Named {
  readonly id: string;
  readonly name: string;
}

const MOST = 60;

/** Topics to choose from: those in `first`, then the others by name; those with `find` in their names, so many that one can look through. */
export function offeredTopics<T extends Named>(
  topics: readonly T[],
  first: readonly string[],
  find: string,
): { shown: T[]; more: number } {
  const wanted = find.trim().toLowerCase();
  const found = topics
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted(
      (a, b) =>
        Number(first.includes(b.id)) - Number(first.includes(a.id)) || a.name.localeCompare(b.name, 'en'),
    );
  return { shown: found.slice(0, MOST), more: Math.max(0, found.length - MOST) };
}
