import { wordsOf } from '#lib/search/index.ts';

/** Searches are told once so many had the same words: fewer might tell of one person. */
export const TOLD_SEARCHES = { fewest: 5, limit: 30 } as const;
const MOST_WORDS = 6;

/** The telling words of a search in order; null where it may say who asked: no numbers, no addresses, not many. */
export function tellingWords(asked: string, language: string): string | null {
  // Digits of every script, and the at signs that look like ours.
  if (/[@\p{N}]/u.test(asked.normalize('NFKC'))) return null;
  const { words } = wordsOf(asked, language);
  const terms = [...new Set(words.filter(({ isWeak }) => !isWeak).map(({ term }) => term))];
  return terms.length === 0 || terms.length > MOST_WORDS ? null : terms.sort().join(' ');
}

/** How often something happened, of sums by day. */
export const sumOf = <What extends string>(
  byDay: readonly { what: What; count: number }[],
  what: What,
): number => byDay.filter((row) => row.what === what).reduce((all, { count }) => all + count, 0);
