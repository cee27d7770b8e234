import type { App } from '#platform/app/index.ts';

/** A rule of time. */
export interface Sweep {
  ruleId: string;
  minutes: number;
}

/**
 * Brings the looks in step with the active rules of time. One that is new, or has another time, begins now: what had waited longer already is left
 * alone. Without any nothing is kept.
 */
export async function writeSweeps(app: App, sweeps: readonly Sweep[]): Promise<void> {
  const ids = sweeps.map(({ ruleId }) => ruleId);
  await app.db.query('delete from routing_sweeps where rule_id <> all($1)', [ids]);
  if (sweeps.length === 0) {
    await app.db.query('delete from routing_still');
    return;
  }
  await app.db.query(
    `insert into routing_sweeps as s (rule_id, minutes, until)
       select id, minutes, now() - make_interval(mins => minutes) from unnest($1::text[], $2::integer[]) as d (id, minutes)
     on conflict (rule_id) do update set minutes = excluded.minutes, until = excluded.until where s.minutes <> excluded.minutes`,
    [ids, sweeps.map(({ minutes }) => minutes)],
  );
}

/** Rules of time for which what stood before them is still to be read. */
export async function selectUnfilled(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select rule_id as id from routing_sweeps where not is_filled',
  );
  return rows.map(({ id }) => id);
}

export async function markFilled(app: App, ruleIds: readonly string[]): Promise<void> {
  await app.db.query('update routing_sweeps set is_filled = true where rule_id = any($1)', [ruleIds]);
}

/**
 * Tells each rule of time what became still for as long as it asks since the last look, in one statement: the events and how far was looked stand or
 * fall together. Answers how many events there are.
 */
export async function sweep(app: App): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `with due as (
       select rule_id, minutes, until, now() - make_interval(mins => minutes) as upto from routing_sweeps where is_filled for no key update
     ), told as (
       insert into routing_events (key, conversation_id, trigger, facts, rule_id, since)
         select 'waited:' || d.rule_id || ':' || s.conversation_id || ':' || extract(epoch from s.since), s.conversation_id, 'waited',
           jsonb_build_object('still', d.minutes), d.rule_id, s.since
           from due d join routing_still s on s.since > d.until and s.since <= d.upto
       on conflict (key) do nothing returning id
     ), moved as (
       update routing_sweeps r set until = d.upto from due d where r.rule_id = d.rule_id
     )
     select count(*)::int as count from told`,
  );
  return row?.count ?? 0;
}
