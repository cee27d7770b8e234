import type { App } from '#platform/app/index.ts';

export type Counted =
  | 'search'
  | 'search_empty'
  | 'view'
  | 'view_from_search'
  | 'helpful'
  | 'unhelpful'
  | 'used';

/** Adds one to today's sum. */
export async function addCount(app: App, what: Counted, articleId: string, language: string): Promise<void> {
  await app.db.query(
    `insert into knowledge_counts (day, what, article_id, language, count) values (current_date, $1, $2, $3, 1)
     on conflict (day, what, article_id, language) do update set count = knowledge_counts.count + 1`,
    [what, articleId, language],
  );
}

export async function addSearch(app: App, language: string, words: string, isFound: boolean): Promise<void> {
  await app.db.query(
    `insert into knowledge_searches (day, language, words, is_found, count) values (current_date, $1, $2, $3, 1)
     on conflict (day, language, words, is_found) do update set count = knowledge_searches.count + 1`,
    [language, words, isFound],
  );
}

export interface ArticleSum {
  articleId: string;
  helpful: number;
  unhelpful: number;
  views: number;
  found: number;
  used: number;
}

/** Sums of the last days by article; all articles where none are named. */
export async function sumByArticle(app: App, days: number, ids?: readonly string[]): Promise<ArticleSum[]> {
  return app.db.query<ArticleSum>(
    `select article_id as "articleId",
       coalesce(sum(count) filter (where what = 'helpful'), 0)::integer as helpful,
       coalesce(sum(count) filter (where what = 'unhelpful'), 0)::integer as unhelpful,
       coalesce(sum(count) filter (where what = 'view'), 0)::integer as views,
       coalesce(sum(count) filter (where what = 'view_from_search'), 0)::integer as found,
       coalesce(sum(count) filter (where what = 'used'), 0)::integer as used
      from knowledge_counts where article_id <> '' and day > current_date - $1::integer and ($2::text[] is null or article_id = any($2))
      group by article_id`,
    [days, ids ?? null],
  );
}

export interface DaySum {
  day: string;
  what: Counted;
  count: number;
}

export async function sumByDay(app: App, days: number): Promise<DaySum[]> {
  return app.db.query<DaySum>(
    `select day::text as day, what, sum(count)::integer as count from knowledge_counts
      where day > current_date - $1::integer group by day, what order by day, what`,
    [days],
  );
}

/** Searches of the last days that at least `fewest` people or more made, most frequent first. */
export async function topSearches(
  app: App,
  asked: { days: number; isFound: boolean; fewest: number; limit: number },
): Promise<{ words: string; language: string; count: number }[]> {
  return app.db.query(
    `select words, language, sum(count)::integer as count from knowledge_searches
      where day > current_date - $1::integer and is_found = $2 group by words, language
      having sum(count) >= $3 order by count desc, words limit $4`,
    [asked.days, asked.isFound, asked.fewest, asked.limit],
  );
}

/** Searches go after a season; sums of articles stay for years. */
export async function forgetOldSums(app: App): Promise<void> {
  await app.db.query('delete from knowledge_searches where day < current_date - 120');
  await app.db.query('delete from knowledge_counts where day < current_date - 1100');
}
