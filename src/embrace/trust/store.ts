import type { App } from '#platform/app/index.ts';
import { FACTS } from './counted-store.ts';
import type { Level, Spending } from './domain.ts';

/** Counts today where it was not counted, as one statement: a day is noted and counted, or neither. */
export async function addVisit(app: App, memberId: string): Promise<void> {
  await app.db.query(
    `with seen as (
       insert into trust_visits (member_id, day) values ($1, now()::date)
       on conflict (member_id) do update set day = excluded.day where trust_visits.day < excluded.day returning member_id),
     due as (insert into trust_due (member_id) select member_id from seen)
     insert into trust_facts (member_id, fact, month, n) select member_id, 'visits', date_trunc('month', now())::date, 1 from seen
     on conflict (member_id, fact, month) do update set n = trust_facts.n + excluded.n`,
    [memberId],
  );
}

export interface FactRow {
  memberId: string;
  fact: string;
  n: number;
  /** This month and the two before. */
  recent: number;
}

export async function selectFacts(app: App, memberIds: readonly string[]): Promise<FactRow[]> {
  return app.db.query<FactRow>(
    `select member_id as "memberId", fact, sum(n)::int as n,
       coalesce(sum(n) filter (where month >= date_trunc('month', now()) - interval '2 months'), 0)::int as recent
      from ${FACTS} f where member_id = any($1) group by member_id, fact`,
    [memberIds],
  );
}

/** Those of whom something was counted, the latest months first. */
export async function selectActive(app: App, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select member_id as id from ${FACTS} f group by member_id order by max(month) desc, member_id desc limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export interface StandingRow {
  memberId: string;
  level: Level;
  isLocked: boolean;
}

const STANDING = `member_id as "memberId", level, is_locked as "isLocked"`;

export async function selectStandings(app: App, memberIds: readonly string[]): Promise<StandingRow[]> {
  return app.db.prepared<StandingRow>(`select ${STANDING} from trust_members where member_id = any($1)`, [
    memberIds,
  ]);
}

/** Members whose level is to be looked at, locked for this transaction. */
export async function takeDue(app: App, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `delete from trust_due where ctid = any(array(select ctid from trust_due order by at limit $1 for update skip locked)) returning member_id as id`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Whoever did anything this quarter is looked at again: days pass, and offences grow old. */
export async function markDue(app: App): Promise<void> {
  await app.db.query(
    `insert into trust_due (member_id) select distinct member_id from trust_facts where month >= date_trunc('month', now()) - interval '3 months'`,
  );
}

/** Everybody of whom anything was ever counted, or only these. */
export async function markAgain(app: App, memberIds: readonly string[] | null): Promise<void> {
  await app.db.query(
    memberIds === null
      ? 'insert into trust_due (member_id) select distinct member_id from trust_facts'
      : 'insert into trust_due (member_id) select unnest($1::text[])',
    memberIds === null ? [] : [memberIds],
  );
}

export async function deleteOldWeeks(app: App): Promise<void> {
  await app.db.query(`delete from trust_weeks where week < now()::date - 35`);
}

/** Waits until nobody else changes the levels of these members, one after the other in the order of their ids. */
export async function lockStandings(app: App, memberIds: readonly string[]): Promise<StandingRow[]> {
  await app.db.query(
    'insert into trust_members (member_id) select id from unnest($1::text[]) as m(id) order by id on conflict do nothing',
    [memberIds],
  );
  return app.db.query<StandingRow>(
    `select ${STANDING} from trust_members where member_id = any($1) order by member_id for update`,
    [memberIds],
  );
}

export async function writeLevel(
  app: App,
  memberId: string,
  { level, isLocked }: { level: Level; isLocked: boolean },
): Promise<void> {
  await app.db.query(
    'update trust_members set level = $2, is_locked = $3, changed_at = now() where member_id = $1',
    [memberId, level, isLocked],
  );
}

export interface MoveRow {
  from: number;
  to: number;
  why: string[];
  byName: string | null;
  at: Date;
}

export async function insertMove(
  app: App,
  row: Omit<MoveRow, 'at'> & { id: string; memberId: string },
): Promise<void> {
  await app.db.query(
    'insert into trust_moves (id, member_id, from_level, to_level, why, by_name) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.memberId, row.from, row.to, row.why, row.byName],
  );
}

export async function selectMoves(app: App, memberId: string): Promise<MoveRow[]> {
  return app.db.query<MoveRow>(
    `select from_level as "from", to_level as "to", why, by_name as "byName", at from trust_moves where member_id = $1 order by id desc limit 50`,
    [memberId],
  );
}

/** One after the other writes for a member, until the transaction ends. */
export async function lockSpending(app: App, memberId: string, group: string): Promise<void> {
  await app.db.prepared('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `trust:${group}:${memberId}`,
  ]);
}

/** What a member did in the last day and how long ago in milliseconds, and his level. */
export async function selectSpent(
  app: App,
  memberId: string,
): Promise<{ spent: { what: Spending; ago: number }[]; level: Level }> {
  const [row] = await app.db.prepared<{ spent: { what: Spending; ago: number }[]; level: Level }>(
    `select coalesce((select level from trust_members where member_id = $1), 0) as level,
      coalesce((select json_agg(json_build_object('what', what, 'ago', (extract(epoch from clock_timestamp() - at) * 1000)::float8))
        from trust_spent where member_id = $1 and at > clock_timestamp() - interval '1 day'), '[]') as spent`,
    [memberId],
  );
  return row!;
}

export async function insertSpent(app: App, memberId: string, what: Spending): Promise<void> {
  await app.db.send([
    { text: 'insert into trust_spent (member_id, what) values ($1, $2)', values: [memberId, what] },
  ]);
}

export async function deleteOldSpent(app: App): Promise<void> {
  await app.db.query(`delete from trust_spent where at < now() - interval '2 days'`);
}

export async function deleteMember(app: App, memberId: string): Promise<void> {
  // What is noted comes first: whoever sums it just now is done before his sums go.
  for (const table of [
    'trust_counted',
    'trust_facts',
    'trust_weeks',
    'trust_visits',
    'trust_members',
    'trust_moves',
    'trust_due',
    'trust_spent',
  ])
    await app.db.query(`delete from ${table} where member_id = $1`, [memberId]);
}
