import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

const LOCK_SPACE = 7_270_231;
/** A busy slot is looked at again only after so many times as long as looking took. */
const REST = 20;
const LONGEST_REST_MS = 600_000;

export async function markSlots(app: App, slots: readonly string[]): Promise<void> {
  await app.db.query(
    `insert into copy_due as d (slot) select unnest($1::text[]) order by 1
     on conflict (slot) do update set is_due = true, is_again = d.is_due and d.behind is not null,
       not_before = case when d.is_due then d.not_before
         else now() + least(d.took_ms * ${REST}, ${LONGEST_REST_MS}) * interval '1 ms' end`,
    [textArray(slots)],
  );
}

export interface DueSlot {
  slot: string;
  /** The last post that this round looked at; null at its beginning. */
  behind: string | null;
}

/** The next slot, while nobody else links texts: two that did at once would not see each other's. */
export async function takeSlot(app: App, isPatient: boolean): Promise<DueSlot | undefined> {
  await app.db.query('select pg_advisory_xact_lock($1, 0)', [LOCK_SPACE]);
  const [due] = await app.db.query<DueSlot>(
    `select slot, behind from copy_due where is_due ${isPatient ? '' : 'and not_before <= now()'}
      order by not_before, slot limit 1 for update`,
  );
  return due;
}

export async function goOnBehind(app: App, slot: string, behind: string, tookMs: number): Promise<void> {
  await app.db.query(
    `update copy_due set behind = $2, took_ms = (case when behind is null then 0 else took_ms end) + $3 where slot = $1`,
    [slot, behind, Math.round(tookMs)],
  );
}

/** The round is over; where something changed meanwhile, another one is due after a rest. */
export async function endRound(app: App, slot: string, tookMs: number): Promise<void> {
  await app.db.query(
    `update copy_due set behind = null, is_due = is_again, is_again = false,
            took_ms = case when behind is null then 0 else took_ms end + $2,
            not_before = now() + least((case when behind is null then 0 else took_ms end + $2) * ${REST}, ${LONGEST_REST_MS}) * interval '1 ms'
      where slot = $1`,
    [slot, Math.round(tookMs)],
  );
}

/** Slots where nothing is due and whose rest is over: nothing needs to be known of them any more. */
export async function forgetRested(app: App): Promise<void> {
  await app.db.query('delete from copy_due where not is_due and not_before <= now()');
}

/** The rules by which everything was looked at; locked, so that one process alone begins anew. */
export async function lockRules(app: App): Promise<number | undefined> {
  await app.db.query('lock table copy_rules in share row exclusive mode');
  const [row] = await app.db.query<{ version: number }>('select version from copy_rules');
  return row?.version;
}

/** Forgets everything that was found by other rules. */
export async function beginAnew(app: App, version: number): Promise<void> {
  for (const table of ['copy_posts', 'copy_bands', 'copy_texts', 'copy_due'])
    await app.db.query(`delete from ${table}`);
  await app.db.query(
    'insert into copy_rules (version) values ($1) on conflict (is_only) do update set version = excluded.version',
    [version],
  );
}
