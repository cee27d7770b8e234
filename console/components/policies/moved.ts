/** The list with the one at `from` moved to `to`; the same list when there is nowhere to go. */
export function moved<T>(all: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || from < 0 || to < 0 || from >= all.length || to >= all.length) return all;
  const rest = all.filter((_, index) => index !== from);
  return [...rest.slice(0, to), all[from]!, ...rest.slice(to)];
}
