import { wordsOf } from '#lib/search/index.ts';

/** Characters of a question that are learned. */
const MOST = 600;

/**
 * What an article learns of a question. Handles, links and long numbers go; of what was said in private only the telling words stay, sorted, so
 * that no sentence can be read. Null where nothing telling is left.
 */
export function learnedWording(text: string, isPrivate: boolean): string | null {
  const plain = text
    .slice(0, MOST)
    .replaceAll(/https?:\/\/\S+|\S+@\S+|@[\w.-]+/g, ' ')
    .replaceAll(/\S*\d{4,}\S*/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const { words } = wordsOf(plain);
  if (words.length === 0) return null;
  return isPrivate ? [...new Set(words.map(({ term }) => term))].sort().join(' ') : plain;
}
