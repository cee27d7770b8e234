import type { App } from '#platform/app/index.ts';
import type { Decision, OutReceipt, OutState } from './domain.ts';

/** One thing that leaves or has left. */
export interface OutRow {
  /** `out_…` */
  id: string;
  channel: string;
  /** What leaves one after the other, for example an account. */
  lane: string;
  /** Rows of the same sequence never overtake each other, also when one is in doubt. */
  sequence: string | null;
  key: string;
  payload: unknown;
  state: OutState;
  /** Calls ever made; never fewer than before. */
  attempts: number;
  /** How often a person wanted it tried again. */
  retries: number;
  /** Calls made before the last of those; limits and waits begin anew after it. */
  attemptsBefore: number;
  checks: number;
  dueAt: Date;
  notBefore: Date;
  receipt: OutReceipt | null;
  problem: string | null;
  /** The campaign that it belongs to. */
  campaign: string | null;
  /** The suspension that held it back, also after somebody decided about it. */
  heldBy: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** A row taken by a dispatcher, with its age by the database's clock. */
export type ClaimedRow = OutRow & { ageMs: number };

export interface NewRow {
  id: string;
  channel: string;
  lane: string;
  sequence: string | null;
  key: string;
  payload: unknown;
  campaign: string | null;
  sendAt: Date | null;
}

export interface Lease {
  owner: string;
  leaseMs: number;
}

const COLUMNS = `id, channel, lane, sequence, key, payload, state, attempts, retries, attempts_before as "attemptsBefore", checks, due_at as "dueAt", not_before as "notBefore",
  receipt, problem, campaign, held_by as "heldBy", created_at as "createdAt", sent_at as "sentAt"`;

const CLAIMED = `${COLUMNS}, (extract(epoch from now() - due_at) * 1000)::float8 as "ageMs"`;

export async function insertRow(app: App, row: NewRow): Promise<OutRow | undefined> {
  const rows = await app.db.query<OutRow>(
    `insert into outbox_rows (id, channel, lane, sequence, key, payload, due_at, not_before, campaign)
     values ($1, $2, $3, $4, $5, $6::jsonb, greatest(now(), $7::timestamptz), greatest(now(), $7::timestamptz), $8)
     on conflict (channel, lane, key) do nothing returning ${COLUMNS}`,
    [
      row.id,
      row.channel,
      row.lane,
      row.sequence,
      row.key,
      JSON.stringify(row.payload),
      row.sendAt,
      row.campaign,
    ],
  );
  return rows[0];
}

export async function findByKey(
  app: App,
  row: Pick<NewRow, 'channel' | 'lane' | 'key'>,
): Promise<OutRow | undefined> {
  const rows = await app.db.query<OutRow>(
    `select ${COLUMNS} from outbox_rows where channel = $1 and lane = $2 and key = $3`,
    [row.channel, row.lane, row.key],
  );
  return rows[0];
}

export async function readRows(app: App, ids: readonly string[]): Promise<OutRow[]> {
  return app.db.query<OutRow>(`select ${COLUMNS} from outbox_rows where id = any($1)`, [ids]);
}

export async function deleteRows(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from outbox_rows where id = any($1)', [ids]);
}

export async function lockRow(app: App, id: string): Promise<OutRow | undefined> {
  const rows = await app.db.query<OutRow>(`select ${COLUMNS} from outbox_rows where id = $1 for update`, [
    id,
  ]);
  return rows[0];
}

/**
 * Takes the first due row of every lane that has no call under way. A lane's first row is decided in the snapshot and
 * locked afterwards, so a second dispatcher finds the same row taken instead of the one behind it.
 */
export async function claimReady(
  app: App,
  lease: Lease,
  settleMsOf: ReadonlyMap<string, number>,
  limit: number,
  internal: readonly string[],
): Promise<ClaimedRow[]> {
  return app.db.query<ClaimedRow>(
    `with recursive settle as (select * from unnest($1::text[], $2::float8[]) as t(of_channel, ms)),
     lanes as (
       (select lane from outbox_rows where state = 'ready' order by lane limit 1)
       union all
       select (select o.lane from outbox_rows o where o.state = 'ready' and o.lane > l.lane order by o.lane limit 1)
       from lanes l where l.lane is not null
     ), first_of_lane as (
       select f.id from lanes l cross join lateral (
         select o.id from outbox_rows o
         where o.lane = l.lane and o.state = 'ready' and o.not_before <= now() and o.channel = any($1::text[])
           and not exists (select from outbox_rows e where e.lane = o.lane and e.sequence = o.sequence
             and e.state in ('ready', 'sending') and (e.due_at, e.id) < (o.due_at, o.id))
           and (o.held_by is not null or not exists (select from outbox_rows h where h.lane = o.lane and h.sequence = o.sequence
             and h.state = 'held' and (h.due_at, h.id) < (o.due_at, o.id)))
         order by o.due_at, o.id limit 1
       ) f
       where l.lane is not null
         and not exists (select from outbox_rows s where s.lane = l.lane and s.state = 'sending' and s.lease_until > now())
       limit $5
     ), locked as (
       select id as row_id from outbox_rows where id = any(array(select id from first_of_lane)) and state = 'ready'
         and (channel = any($6::text[]) or not exists (select from outbox_suspensions where ended_at is null)
           or outbox_suspension(channel, lane, campaign) is null)
       for update skip locked
     )
     update outbox_rows r set state = 'sending', attempts = r.attempts + 1, checks = 0, sending_since = now(), updated_at = now(),
       lease_owner = $3, lease_until = now() + $4 * interval '1 ms', check_at = now() + ($4 + s.ms) * interval '1 ms'
     from locked, settle s where r.id = row_id and s.of_channel = r.channel
     returning ${CLAIMED}`,
    [[...settleMsOf.keys()], [...settleMsOf.values()], lease.owner, lease.leaseMs, limit, internal],
  );
}

/** Takes rows whose call ended without an answer, or whose dispatcher died, once their settle time has passed. */
export async function claimChecks(
  app: App,
  lease: Lease,
  settleMsOf: ReadonlyMap<string, number>,
  limit: number,
): Promise<ClaimedRow[]> {
  return app.db.query<ClaimedRow>(
    `with settle as (select * from unnest($1::text[], $2::float8[]) as t(of_channel, ms)),
     locked as (
       select id as row_id from outbox_rows
       where state = 'sending' and check_at <= now() and (lease_until is null or lease_until <= now()) and channel = any($1::text[])
       order by check_at limit $5 for update skip locked
     )
     update outbox_rows r set lease_owner = $3, lease_until = now() + $4 * interval '1 ms', check_at = now() + $4 * interval '1 ms', updated_at = now()
     from locked, settle s where r.id = row_id and s.of_channel = r.channel
     returning ${CLAIMED}`,
    [[...settleMsOf.keys()], [...settleMsOf.values()], lease.owner, lease.leaseMs, limit],
  );
}

/** Extends the leases of the calls under way. Returns the ids still held; the others must be given up at once. */
export async function extendLeases(
  app: App,
  lease: Lease,
  calls: readonly { id: string; settleMs: number }[],
): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `update outbox_rows r set lease_until = now() + $3 * interval '1 ms', check_at = now() + ($3 + c.ms) * interval '1 ms'
     from unnest($1::text[], $2::float8[]) as c(id, ms)
     where r.id = c.id and r.lease_owner = $4 and r.state = 'sending' returning r.id`,
    [calls.map((call) => call.id), calls.map((call) => call.settleMs), lease.leaseMs, lease.owner],
  );
  return new Set(rows.map((row) => row.id));
}

/**
 * Records what follows from a call or a read-back. Only the lease's holder may; a clear success counts from anybody,
 * because it is the truth. Returns nothing when somebody else holds the row by now.
 */
export async function recordDecision(
  app: App,
  id: string,
  owner: string,
  decision: Decision,
  isCheck: boolean,
): Promise<OutRow | undefined> {
  const isSent = decision.state === 'sent';
  const rows = await app.db.query<OutRow>(
    `update outbox_rows set state = $3, updated_at = now(), lease_owner = null, lease_until = null,
       not_before = case when $3 = 'ready' then now() + $4 * interval '1 ms' else not_before end,
       check_at = case when $3 = 'sending' then now() + $4 * interval '1 ms' end,
       checks = case when $3 = 'sending' and $7 then checks + 1 else checks end,
       receipt = coalesce($5::jsonb, receipt), sent_at = case when $3 = 'sent' then now() end, problem = $6
     where id = $1 and (case when $3 = 'sent' then state <> 'sent' else state = 'sending' and lease_owner = $2 end)
     returning ${COLUMNS}`,
    [
      id,
      owner,
      decision.state,
      'waitMs' in decision ? decision.waitMs : 0,
      isSent ? JSON.stringify(decision.receipt) : null,
      isSent ? null : decision.problem,
      isCheck,
    ],
  );
  return rows[0];
}

/** A limit of the account holds back everything else of its lane too. */
export async function pauseLane(app: App, lane: string, waitMs: number): Promise<void> {
  await app.db.query(
    `update outbox_rows set not_before = greatest(not_before, now() + $2 * interval '1 ms') where lane = $1 and state = 'ready'`,
    [lane, waitMs],
  );
}

/** Ends the waits of a lane, but not before the time that was asked for. Returns whether anything waited. */
export async function releaseWaiting(app: App, lane: string): Promise<boolean> {
  const rows = await app.db.query(
    `update outbox_rows set not_before = greatest(now(), due_at), attempts_before = attempts
     where lane = $1 and state = 'ready' and not_before > greatest(now(), due_at) returning id`,
    [lane],
  );
  return rows.length > 0;
}

export interface StateChange {
  state: OutState;
  receipt?: OutReceipt;
  problem?: string | null;
  /** A new round of attempts begins, from now on. */
  isRetry?: boolean;
}

/** Sets the state by a person's word. The caller holds the row's lock. */
export async function setState(app: App, id: string, change: StateChange): Promise<OutRow> {
  const rows = await app.db.query<OutRow>(
    `update outbox_rows set state = $2, updated_at = now(), lease_owner = null, lease_until = null, check_at = null, not_before = now(), checks = 0,
       retries = case when $5 then retries + 1 else retries end, attempts_before = case when $5 then attempts else attempts_before end, due_at = case when $5 then now() else due_at end,
       receipt = coalesce($3::jsonb, receipt), sent_at = case when $2 = 'sent' then now() end, problem = $4
     where id = $1 returning ${COLUMNS}`,
    [
      id,
      change.state,
      change.receipt ? JSON.stringify(change.receipt) : null,
      change.problem ?? null,
      change.isRetry ?? false,
    ],
  );
  return rows[0]!;
}

/** Milliseconds until something is due, by the database's clock; nothing when nothing waits. */
export async function nextDueMs(app: App, channels: readonly string[]): Promise<number | undefined> {
  const rows = await app.db.query<{ ms: number | null }>(
    `select (extract(epoch from least(
       (select min(not_before) from outbox_rows where state = 'ready' and not_before > now() and channel = any($1)),
       (select min(greatest(check_at, lease_until)) from outbox_rows where state = 'sending' and channel = any($1))) - now()) * 1000)::float8 as ms`,
    [channels],
  );
  return rows[0]?.ms ?? undefined;
}

/** Rows that are not settled: ready, sending, uncertain and held ones. */
export async function countUnsettled(app: App): Promise<{ state: OutState; count: number }[]> {
  return app.db.query(
    `select state, count(*) as count from outbox_rows where state in ('ready', 'sending', 'uncertain', 'held') group by state`,
  );
}

export async function countSendingFor(app: App, minutes: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*) as count from outbox_rows where state = 'sending' and sending_since < now() - make_interval(mins => $1)`,
    [minutes],
  );
  return row!.count;
}
