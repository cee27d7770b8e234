/** What is written with something put behind it, a blank between them where one is missing. */
export function withInserted(text: string, inserted: string): string {
  if (text.trim() === '') return inserted;
  return `${text}${/\s$/.test(text) ? '' : text.includes('\n') ? '\n' : ' '}${inserted}`;
}

/** The suggestion that a digit key stands for; undefined where there is none that can be put in. */
export function nthInsertable<T extends { insert: string | null }>(
  items: readonly T[],
  n: number,
): T | undefined {
  return items.filter(({ insert }) => insert !== null)[n - 1];
}
