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
