import type { App } from '#platform/app/index.ts';
import type { Scope } from './domain.ts';
import type { OutRow } from './store.ts';

export interface SuspensionRow {
  id: string;
  scope: Scope;
  /** The network's name, the lane of the account, the campaign's id; null for everything. */
  target: string | null;
  /** What people call the target. */
  label: string;
  reason: string;
  startedBy: string;
  startedAt: Date;
  endedBy: string | null;
  endedAt: Date | null;
  /** Held because of it, and not decided yet. */
  held: number;
}

const COLUMNS = `id, scope, target, label, reason, started_by as "startedBy", started_at as "startedAt", ended_by as "endedBy", ended_at as "endedAt",
  (select count(*)::int from outbox_rows r where r.state = 'held' and r.held_by = s.id) as held`;

/** The active ones, those with something left to decide, and the last few ended ones; the active first. */
export async function selectSuspensions(app: App, ended: number): Promise<SuspensionRow[]> {
  return app.db.query<SuspensionRow>(
    `select ${COLUMNS} from outbox_suspensions s
      where ended_at is null or id in (select held_by from outbox_rows where state = 'held')
         or id in (select id from outbox_suspensions where ended_at is not null order by ended_at desc limit $1)
      order by ended_at desc nulls first, started_at desc`,
    [ended],
  );
}

export async function selectActive(
  app: App,
): Promise<Pick<SuspensionRow, 'id' | 'scope' | 'target' | 'reason'>[]> {
  return app.db.query('select id, scope, target, reason from outbox_suspensions where ended_at is null');
}

/** Nothing when the same is suspended already. */
export async function insertSuspension(
  app: App,
  row: Pick<SuspensionRow, 'id' | 'scope' | 'target' | 'label' | 'reason' | 'startedBy'>,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into outbox_suspensions (id, scope, target, label, reason, started_by) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning id`,
    [row.id, row.scope, row.target, row.label, row.reason, row.startedBy],
  );
  return rows.length > 0;
}

/** The suspension, if it is active; then its row is locked until the transaction ends. */
export async function lockActive(
  app: App,
  id: string,
): Promise<Pick<SuspensionRow, 'id' | 'scope' | 'target' | 'label' | 'reason'> | undefined> {
  const [row] = await app.db.query<SuspensionRow>(
    'select id, scope, target, label, reason from outbox_suspensions where id = $1 and ended_at is null for update',
    [id],
  );
  return row;
}

export async function markEnded(app: App, id: string, by: string): Promise<void> {
  await app.db.query('update outbox_suspensions set ended_at = now(), ended_by = $2 where id = $1', [id, by]);
}

/** Holds what is due and covered by a suspension. Answers the ids. */
export async function holdDue(app: App, internal: readonly string[], limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with due as (
       select id, outbox_suspension(channel, lane, campaign) as by from outbox_rows
        where state = 'ready' and due_at <= now() and channel <> all($1::text[])
          and outbox_suspension(channel, lane, campaign) is not null
        order by id limit $2 for update skip locked)
     update outbox_rows r set state = 'held', held_by = due.by, updated_at = now() from due where r.id = due.id returning r.id`,
    [internal, limit],
  );
  return rows.map((row) => row.id);
}

/**
 * Holds what is due behind something held of the same sequence, so that it does not overtake it. What a person has decided about already is left
 * to that decision. Answers the ids.
 */
export async function holdBehind(app: App, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with behind as (
       select r.id, (select h.held_by from outbox_rows h where h.lane = r.lane and h.sequence = r.sequence and h.state = 'held'
                       and (h.due_at, h.id) < (r.due_at, r.id) order by h.due_at, h.id limit 1) as by
         from outbox_rows r
        where r.state = 'ready' and r.held_by is null and r.due_at <= now()
          and exists (select from outbox_rows h where h.lane = r.lane and h.sequence = r.sequence and h.state = 'held'
                        and (h.due_at, h.id) < (r.due_at, r.id))
        order by r.id limit $1 for update skip locked)
     update outbox_rows r set state = 'held', held_by = behind.by, updated_at = now() from behind
      where r.id = behind.id and behind.by is not null returning r.id`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Answers whether anything is held. */
export async function hasHeld(app: App): Promise<boolean> {
  const rows = await app.db.query(`select from outbox_rows where state = 'held' limit 1`);
  return rows.length > 0;
}

/** Held rows, oldest first. */
export async function selectHeld(
  app: App,
  after: string | undefined,
  limit: number,
): Promise<(OutRow & { reason: string })[]> {
  return app.db.query(
    `select r.id, r.channel, r.lane, r.sequence, r.key, r.payload, r.state, r.attempts, r.retries, r.attempts_before as "attemptsBefore", r.checks,
            r.due_at as "dueAt", r.not_before as "notBefore", r.receipt, r.problem, r.campaign, r.held_by as "heldBy",
            r.created_at as "createdAt", r.sent_at as "sentAt", s.reason
       from outbox_rows r join outbox_suspensions s on s.id = r.held_by
      where r.state = 'held' and r.id > $1 order by r.id limit $2`,
    [after ?? '', limit],
  );
}

/** Which of these rows a suspension covers at the moment. */
export async function selectCovered(app: App, ids: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    'select id from outbox_rows where id = any($1) and outbox_suspension(channel, lane, campaign) is not null',
    [ids],
  );
  return new Set(rows.map((row) => row.id));
}
