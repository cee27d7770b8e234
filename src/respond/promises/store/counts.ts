import type { App } from '#platform/app/index.ts';
import type { Kind } from '../domain/policy.ts';

export interface Count {
  hour: Date;
  policyId: string;
  kind: Kind;
  network: string;
  /** Empty: none. */
  teamId: string;
  kept: number;
  missed: number;
  closed: number;
}

/** Adds to the counters; below zero takes back. Sorted, so that two transactions never wait for each other crosswise. */
export async function addCounts(app: App, counts: readonly Count[]): Promise<void> {
  if (counts.length === 0) return;
  await app.db.query(
    `insert into promise_counts as c (hour, policy_id, kind, network, team_id, kept, missed, closed)
       select hour, "policyId", kind, network, "teamId", sum(kept), sum(missed), sum(closed)
         from jsonb_to_recordset($1::jsonb) as d (hour timestamptz, "policyId" text, kind text, network text, "teamId" text, kept int, missed int, closed int)
         group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
     on conflict (hour, policy_id, kind, network, team_id) do update set
       kept = c.kept + excluded.kept, missed = c.missed + excluded.missed, closed = c.closed + excluded.closed`,
    [JSON.stringify(counts)],
  );
}

/** All counters of a span of time, summed by what reports show. */
export const selectCounts = (app: App, from: Date, to: Date): Promise<Count[]> =>
  app.db.query<Count>(
    `select hour, policy_id as "policyId", kind, network, team_id as "teamId", kept, missed, closed from promise_counts
      where hour >= $1 and hour < $2 order by hour`,
    [from, to],
  );

/** A network is gone for good, and what was counted of it. */
export async function deleteCountsOf(app: App, network: string): Promise<void> {
  await app.db.query('delete from promise_counts where network = $1', [network]);
}
