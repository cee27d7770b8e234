import type { App } from '#platform/app/index.ts';
import { wordsOf } from '#lib/search/index.ts';
import type { FiguresView } from './schema.ts';
import {
  addCount,
  addSearch,
  type Counted,
  forgetOldSums,
  sumByArticle,
  sumByDay,
  topSearches,
} from './store.ts';

/** Fewer searches with the same words might tell of one person. */
const FEWEST_SEARCHES = 5;
const MOST_WORDS = 6;

/** Notes that something happened in the help centre or beside a conversation; nothing about who it was. */
export async function note(app: App, what: Counted, articleId = '', language = ''): Promise<void> {
  await addCount(app, what, articleId, language);
}

/** Notes a search: its sum, and its telling words where they name nobody: no numbers, no addresses, not many. */
export async function noteSearch(app: App, language: string, asked: string, isFound: boolean): Promise<void> {
  await addCount(app, isFound ? 'search' : 'search_empty', '', language);
  const words = searchWords(asked, language);
  if (words !== null) await addSearch(app, language, words, isFound);
}

/** The telling words of a search in order; null where it may say who asked. */
export function searchWords(asked: string, language: string): string | null {
  // Digits of every script, and the at signs that look like ours.
  if (/[@\p{N}]/u.test(asked.normalize('NFKC'))) return null;
  const { words } = wordsOf(asked, language);
  const terms = [...new Set(words.filter(({ isWeak }) => !isWeak).map(({ term }) => term))];
  return terms.length === 0 || terms.length > MOST_WORDS ? null : terms.sort().join(' ');
}

/** What the help centre and the articles did in the last days. */
export async function readFigures(app: App, days: number): Promise<FiguresView> {
  const [byDay, byArticle, missing, found] = await Promise.all([
    sumByDay(app, days),
    sumByArticle(app, days),
    topSearches(app, { days, isFound: false, fewest: FEWEST_SEARCHES, limit: 30 }),
    topSearches(app, { days, isFound: true, fewest: FEWEST_SEARCHES, limit: 30 }),
  ]);
  const sum = (what: Counted) =>
    byDay.filter((row) => row.what === what).reduce((all, { count }) => all + count, 0);
  return {
    days,
    totals: {
      searches: sum('search') + sum('search_empty'),
      searchesWithoutArticle: sum('search_empty'),
      views: sum('view'),
      viewsFromSearch: sum('view_from_search'),
      helpful: sum('helpful'),
      unhelpful: sum('unhelpful'),
      used: sum('used'),
    },
    byDay,
    byArticle,
    searchesWithoutArticle: missing,
    searches: found,
  };
}

/** Votes, views and uses of articles in the last days. */
export async function figuresOf(app: App, ids: readonly string[], days: number) {
  return new Map((await sumByArticle(app, days, ids)).map((row) => [row.articleId, row]));
}

/** Daily: old sums go. */
export async function tidyFigures(app: App): Promise<void> {
  await forgetOldSums(app);
}
