import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Promised } from '../domain/promise.ts';
import type { Kind } from '../domain/policy.ts';

const FIELDS = `id, conversation_id as "conversationId", kind, started_at as "startedAt", stretches, network, team_id as "teamId", urgency, policy_id as "policyId", due_at as "dueAt", next_at as "nextAt", warned_at as "warnedAt", missed_at as "missedAt",
  ended_at as "endedAt", outcome, is_void as "isVoid"`;

type Row = Omit<Promised, 'traits'> & Promised['traits'];

/** Running clocks of conversations, locked until the transaction ends, in one order everywhere. */
export const lockRunning = (app: App, conversationIds: readonly string[]): Promise<Promised[]> =>
  read(app, `where conversation_id = any($1) and ended_at is null order by id for update`, [
    textArray(conversationIds),
  ]);

/** The next running clocks behind an id, locked. */
export const lockRunningAfter = (app: App, afterId: string, limit: number): Promise<Promised[]> =>
  read(app, `where ended_at is null and id > $1 order by id limit $2 for update`, [afterId, limit]);

/** Clocks of which something is to be done, locked; those another process works on are left out. */
export const lockDue = (app: App, now: Date, limit: number): Promise<Promised[]> =>
  read(app, `where next_at <= $1 order by next_at limit $2 for update skip locked`, [now, limit]);

/** Running clocks with a promise, the one due first at first. */
export const selectRunning = (app: App, conversationIds: readonly string[]): Promise<Promised[]> =>
  read(
    app,
    `where conversation_id = any($1) and ended_at is null and policy_id is not null order by due_at nulls last, id`,
    [textArray(conversationIds)],
  );

/** All clocks of one conversation, oldest first. */
export const selectOf = (app: App, conversationId: string): Promise<Promised[]> =>
  read(app, `where conversation_id = $1 order by started_at, id limit 200`, [conversationId]);

/** Clocks that began since a moment, newest first. */
export const selectSince = (app: App, since: Date, limit: number): Promise<Promised[]> =>
  read(app, `where started_at >= $1 order by started_at desc, id limit $2`, [since, limit]);

export async function countRunning(app: App): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from promise_clocks where ended_at is null',
  );
  return row!.count;
}

/** Writes clocks that are new or locked by the caller. */
export async function saveClocks(app: App, clocks: readonly Promised[]): Promise<void> {
  if (clocks.length === 0) return;
  await app.db.query(
    `insert into promise_clocks (id, conversation_id, kind, started_at, stretches, network, team_id, urgency, policy_id, due_at, next_at, warned_at, missed_at, ended_at, outcome, is_void)
       select id, "conversationId", kind, "startedAt", stretches, network, "teamId", urgency, "policyId", "dueAt", "nextAt",
         "warnedAt", "missedAt", "endedAt", outcome, "isVoid"
         from jsonb_to_recordset($1::jsonb) as d (id text, "conversationId" text, kind text, "startedAt" timestamptz, stretches jsonb, network text,
           "teamId" text, urgency smallint, "policyId" text, "dueAt" timestamptz, "nextAt" timestamptz,
           "warnedAt" timestamptz, "missedAt" timestamptz, "endedAt" timestamptz, outcome text, "isVoid" boolean)
     on conflict (id) do update set started_at = excluded.started_at, stretches = excluded.stretches, network = excluded.network,
       team_id = excluded.team_id, urgency = excluded.urgency,
       policy_id = excluded.policy_id, due_at = excluded.due_at, next_at = excluded.next_at, warned_at = excluded.warned_at,
       missed_at = excluded.missed_at, ended_at = excluded.ended_at, outcome = excluded.outcome, is_void = excluded.is_void`,
    [JSON.stringify(clocks.map(({ traits, ...clock }) => ({ ...clock, ...traits })))],
  );
}

/** What conversations that are gone for good leave behind: nothing but counts. */
export async function deleteClocks(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query('delete from promise_clocks where conversation_id = any($1)', [
    textArray(conversationIds),
  ]);
}

/** Clocks that ended longer ago than so many days; the counts stay. */
export async function deleteOld(app: App, days: number): Promise<void> {
  await app.db.query(`delete from promise_clocks where ended_at < now() - make_interval(days => $1)`, [days]);
}

export interface BehindAsked {
  from: Date;
  to: Date;
  outcome: 'kept' | 'missed' | 'void' | null;
  policyId: string | null;
  kind: Kind | null;
  network: string | null;
  /** Empty: those without a team. */
  teamId: string | null;
  hourOfDay: number | null;
  zone: string;
}

/** The clocks behind a number of the report, newest first; `after` is the last one of the page before. */
export const selectBehind = (
  app: App,
  asked: BehindAsked,
  after: { startedAt: Date; id: string } | null,
  limit: number,
): Promise<Promised[]> =>
  read(
    app,
    `where started_at >= $1 and started_at < $2 and outcome is not null and policy_id is not null
       and ($3::text is null or outcome = $3) and ($4::text is null or policy_id = $4) and ($5::text is null or kind = $5)
       and ($6::text is null or network = $6) and ($7::text is null or coalesce(team_id, '') = $7)
       and ($8::int is null or extract(hour from started_at at time zone $9) = $8)
       and ($10::timestamptz is null or (started_at, id) < ($10, $11))
     order by started_at desc, id desc limit $12`,
    [
      asked.from,
      asked.to,
      asked.outcome,
      asked.policyId,
      asked.kind,
      asked.network,
      asked.teamId,
      asked.hourOfDay,
      asked.zone,
      after?.startedAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );

async function read(app: App, rest: string, values: readonly unknown[]): Promise<Promised[]> {
  const rows = await app.db.query<Row>(`select ${FIELDS} from promise_clocks ${rest}`, values);
  return rows.map(({ network, teamId, urgency, ...clock }) => ({
    ...clock,
    traits: { network, teamId, urgency },
  }));
}

export async function selectClock(app: App, id: string): Promise<Promised | undefined> {
  return (await read(app, 'where id = $1', [id]))[0];
}

export async function deleteClocksOf(app: App, network: string): Promise<void> {
  await app.db.query('delete from promise_clocks where network = $1', [network]);
}

/** Conversations with a running promise that was warned of, or is missed by now: the first ten thousand by when it was due. */
export async function selectIdsAtRisk(app: App, state: 'soon' | 'missed'): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select conversation_id as id from promise_clocks
      where ended_at is null and policy_id is not null and (warned_at is not null or missed_at is not null)
        and (missed_at is not null) = $1
      group by 1 order by min(due_at) nulls last, 1 limit 10000`,
    [state === 'missed'],
  );
  return rows.map(({ id }) => id);
}

/** Promises that are running: those that were warned of, and those that are missed by now. */
export async function selectAtRisk(app: App): Promise<{ soon: number; missed: number }> {
  const [row] = await app.db.query<{ soon: number; missed: number }>(
    `select count(*) filter (where warned_at is not null and missed_at is null)::int as soon,
        count(*) filter (where missed_at is not null)::int as missed
       from promise_clocks where ended_at is null and policy_id is not null and (warned_at is not null or missed_at is not null)`,
  );
  return row!;
}
