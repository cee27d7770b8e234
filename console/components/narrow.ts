/** The entries whose words contain every word typed, best first: those that begin with it, then the rest in their order. */
export function narrow<T extends { label: string; keywords?: string }>(
  entries: readonly T[],
  query: string,
): T[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...entries];
  const found = entries
    .map((entry, index) => ({
      entry,
      index,
      label: fold(entry.label),
      text: fold(`${entry.label} ${entry.keywords ?? ''}`),
    }))
    .filter(({ text }) => words.every((word) => text.includes(word)));
  return found
    .sort((a, b) => rank(a.label, words[0]!) - rank(b.label, words[0]!) || a.index - b.index)
    .map(({ entry }) => entry);
}

function rank(label: string, word: string): number {
  if (label.startsWith(word)) return 0;
  return label.includes(` ${word}`) ? 1 : 2;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}
