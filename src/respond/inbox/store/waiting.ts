import type { App } from '#platform/app/index.ts';

/** An open conversation in which the customer waits. */
export interface WaitingRow {
  id: string;
  network: string;
  teamId: string | null;
  since: Date;
}

/** The longest waits first. */
export const selectWaiting = (app: App, limit: number): Promise<WaitingRow[]> =>
  app.db.query<WaitingRow>(
    `select id, network, team_id as "teamId", waiting_since as since from conversations
      where status = 'open' and not is_gone and waiting_since is not null order by waiting_since limit $1`,
    [limit],
  );

/** Open conversations of a team: how many, in how many somebody waits, and since when the longest. */
export interface StandingRow {
  /** Null: of no team. */
  teamId: string | null;
  open: number;
  waiting: number;
  oldest: Date | null;
}

export const selectStanding = (app: App): Promise<StandingRow[]> =>
  app.db.query<StandingRow>(
    `select team_id as "teamId", count(*)::int as open, count(waiting_since)::int as waiting, min(waiting_since) as oldest
       from conversations where status = 'open' and not is_gone group by team_id`,
  );

/** How many open conversations everybody has who has any. */
export const selectOpenByPerson = (app: App): Promise<{ userId: string; open: number }[]> =>
  app.db.query(
    `select assignee_id as "userId", count(*)::int as open from conversations
      where status = 'open' and assignee_id is not null and not is_gone group by 1`,
  );

/** Ids behind one, in order. */
export async function selectIdsAfter(app: App, after: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from conversations where id > $1 and not is_gone order by id limit $2',
    [after, limit],
  );
  return rows.map(({ id }) => id);
}

/** The newest conversation of each of these accounts that has one. */
export const selectNewestOf = (
  app: App,
  accountIds: readonly string[],
): Promise<{ accountId: string; conversationId: string; at: Date }[]> =>
  app.db.query(
    `select a.id as "accountId", c.id as "conversationId", c.last_post_at as at from unnest($1::text[]) as a (id) cross join lateral (
       select id, last_post_at from conversations where account_id = a.id and not is_gone order by last_post_at desc limit 1) c`,
    [accountIds],
  );
