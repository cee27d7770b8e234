import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface RatingRow {
  id: string;
  conversationIds: string[];
  rating: number;
  text: string | null;
  source: 'link' | 'page';
  at: Date;
}

const RATING = `id, conversation_ids as "conversationIds", rating, text, source, at`;

/** Answers its id. */
export async function insertRating(
  app: App,
  row: Omit<RatingRow, 'id' | 'at'> & {
    askId: string | null;
    caseId: string | null;
    network: string;
    accountIds: readonly string[];
  },
): Promise<string> {
  const id = newId('rating');
  await app.db.query(
    `insert into ratings (id, ask_id, source, conversation_ids, case_id, rating, text, network, account_ids) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      row.askId,
      row.source,
      row.conversationIds,
      row.caseId,
      row.rating,
      row.text,
      row.network,
      row.accountIds,
    ],
  );
  return id;
}

/** Ratings that concern a conversation, newest first. */
export async function selectRatingsOf(app: App, conversationId: string): Promise<RatingRow[]> {
  return app.db.query<RatingRow>(
    `select ${RATING} from ratings where conversation_ids @> array[$1]::text[] order by id desc limit 20`,
    [conversationId],
  );
}

export async function selectRatingOfAsk(app: App, askId: string): Promise<RatingRow | undefined> {
  const rows = await app.db.query<RatingRow>(`select ${RATING} from ratings where ask_id = $1`, [askId]);
  return rows[0];
}

export async function selectNewestRatings(app: App, days: number, limit: number): Promise<RatingRow[]> {
  return app.db.query<RatingRow>(
    `select ${RATING} from ratings where at > now() - make_interval(days => $1) order by id desc limit $2`,
    [days, limit],
  );
}

/** Ratings by network and value, and questions, of so many days. */
export async function selectSums(
  app: App,
  days: number,
): Promise<{ asked: number; answered: number; sums: { network: string; rating: number; count: number }[] }> {
  const [asks] = await app.db.query<{ asked: number; answered: number }>(
    `select count(*)::int as asked, count(*) filter (where state = 'answered')::int as answered
       from satisfaction_asks where asked_at > now() - make_interval(days => $1)`,
    [days],
  );
  const sums = await app.db.query<{ network: string; rating: number; count: number }>(
    `select network, rating, count(*)::int as count from ratings where at > now() - make_interval(days => $1) group by 1, 2 order by 1, 2`,
    [days],
  );
  return { ...asks!, sums };
}

/**
 * The last answer that each of these persons, or accounts that nobody joined, gave. `offset 0` keeps the order out of the search for an
 * account: PostgreSQL would walk through the newest ratings of everybody until it meets one of his.
 */
export async function lastRatings(
  app: App,
  keys: readonly string[],
): Promise<Map<string, { rating: number; at: Date }>> {
  const rows = await app.db.query<{ key: string; rating: number; at: Date }>(
    `select k.key, r.rating, r.at from unnest($1::text[]) as k (key) cross join lateral (
       (select r.rating, r.at from satisfaction_asks a join ratings r on r.ask_id = a.id
         where a.person_key = k.key and a.asked_at is not null order by a.asked_at desc limit 1)
       union all (select * from (select r.rating, r.at from ratings r where r.account_ids @> array[k.key] offset 0) own
         order by at desc limit 1)
       order by at desc limit 1) r`,
    [[...new Set(keys)]],
  );
  return new Map(rows.map(({ key, ...rating }) => [key, rating]));
}
