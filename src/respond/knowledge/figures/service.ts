import type { App } from '#platform/app/index.ts';
import type { FiguresView } from './schema.ts';
import { sumOf, tellingWords, TOLD_SEARCHES } from './searches.ts';
import {
  addCount,
  addSearch,
  type Counted,
  forgetOldSums,
  sumByArticle,
  sumByDay,
  topSearches,
} from './store.ts';

/** Notes that something happened in the help centre or beside a conversation; nothing about who it was. */
export async function note(app: App, what: Counted, articleId = '', language = ''): Promise<void> {
  await addCount(app, what, articleId, language);
}

/** Notes a search: its sum, and its telling words where they name nobody. */
export async function noteSearch(app: App, language: string, asked: string, isFound: boolean): Promise<void> {
  await addCount(app, isFound ? 'search' : 'search_empty', '', language);
  const words = tellingWords(asked, language);
  if (words !== null) await addSearch(app, language, words, isFound);
}

/** What the help centre and the articles did in the last days. */
export async function readFigures(app: App, days: number): Promise<FiguresView> {
  const [byDay, byArticle, missing, found] = await Promise.all([
    sumByDay(app, days),
    sumByArticle(app, days),
    topSearches(app, { days, isFound: false, ...TOLD_SEARCHES }),
    topSearches(app, { days, isFound: true, ...TOLD_SEARCHES }),
  ]);
  const sum = (what: Counted) => sumOf(byDay, what);
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
