import type { App } from '#platform/app/index.ts';
import type { Statement } from '#platform/db/index.ts';
import { type CountedFact, WEEKLY } from './domain.ts';

/** Notes what was counted of a member; by month and week it is summed within a minute. */
export const countedFact = (memberId: string, fact: CountedFact, n: number): Statement => ({
  text: 'insert into trust_counted (member_id, fact, n) values ($1, $2, $3)',
  values: [memberId, fact, n],
});

/** Sums by month what is noted and what was summed before, as a table. */
export const FACTS = `(select member_id, fact, month, n from trust_facts
    union all select member_id, fact, date_trunc('month', at)::date, n from trust_counted)`;

/** The same by week, of facts that have weeks. */
export const WEEKS = `(select member_id, fact, week, n from trust_weeks
    union all select member_id, fact, date_trunc('week', at)::date, n from trust_counted)`;

/** Adds what was noted to the sums, each row once, and has those members looked at. Answers how many rows it took; what another one sums is passed over. */
export async function sumCounted(app: App, limit: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `with counted as (select ctid from trust_counted limit $1 for update skip locked),
       taken as (delete from trust_counted c using counted where c.ctid = counted.ctid returning c.member_id, c.fact, c.n, c.at),
       weeks as (
         insert into trust_weeks (member_id, fact, week, n)
           select member_id, fact, date_trunc('week', at)::date, sum(n) from taken where fact = any($2) group by 1, 2, 3 order by 1, 2, 3
         on conflict (member_id, fact, week) do update set n = trust_weeks.n + excluded.n),
       months as (
         insert into trust_facts (member_id, fact, month, n)
           select member_id, fact, date_trunc('month', at)::date, sum(n) from taken group by 1, 2, 3 order by 1, 2, 3
         on conflict (member_id, fact, month) do update set n = trust_facts.n + excluded.n),
       due as (insert into trust_due (member_id) select distinct member_id from taken)
     select count(*)::int as count from taken`,
    [limit, WEEKLY],
  );
  return row!.count;
}
