import type { App } from '#platform/app/index.ts';
import { FACTS, WEEKS } from './counted-store.ts';
import type { WeeklyFact } from './domain.ts';

export interface Placed {
  memberId: string;
  /** 1 is the best. */
  place: number;
  points: number;
  facts: Partial<Record<WeeklyFact, number>>;
}

/** From when on facts count, in the table that has them by week or by month. */
const SINCE = {
  week: [WEEKS, `week = date_trunc('week', now())::date`],
  month: [FACTS, `month >= date_trunc('month', now())::date`],
  year: [FACTS, `month >= date_trunc('year', now())::date`],
  all: [FACTS, 'true'],
} as const;

/** Adds up and places all of them here, so that however many take part, only those that are shown leave the database. */
export async function selectPlaced(
  app: App,
  memberIds: readonly string[],
  worth: Readonly<Record<WeeklyFact, number>>,
  { span, limit, own }: { span: keyof typeof SINCE; limit: number; own?: string | undefined },
): Promise<Placed[]> {
  const [table, since] = SINCE[span];
  return app.db.query<Placed>(
    `with sums as materialized (
       select member_id, fact, sum(n)::int as n from ${table} f where member_id = any($1) and fact = any($2) and ${since} group by 1, 2),
     counted as (
       select member_id, sum(n * worth) as points from sums join unnest($2::text[], $3::float8[]) as w(fact, worth) using (fact) group by 1),
     placed as (
       select member_id, points, rank() over (order by points desc) as place, row_number() over (order by points desc, member_id) as at
         from counted where points > 0)
     select p.member_id as "memberId", p.place::int as place, p.points, json_object_agg(s.fact, s.n) as facts
       from placed p join sums s using (member_id) where p.at <= $4 or p.member_id = $5 group by p.member_id, p.place, p.points, p.at order by p.at`,
    [memberIds, Object.keys(worth), Object.values(worth), limit, own ?? null],
  );
}
