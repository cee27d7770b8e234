import type { App } from '#platform/app/index.ts';
import type { Assign } from '../rules/schema.ts';

/**
 * One decision at a time, for as long as the ambient transaction lasts: two that counted the same room would both give into it. Taken before
 * any conversation is locked.
 */
export async function lockSeats(app: App): Promise<void> {
  await app.db.prepared(`select pg_advisory_xact_lock(hashtextextended('respond.routing', 7270204))`);
}

export interface QueuedRow {
  conversationId: string;
  /** `wrote`: somebody who waits already said more; only an automatic answer can follow. */
  why: 'opened' | 'returned' | 'labelled' | 'wrote';
  /** For `labelled`: rules that fitted with these have had their say. */
  labelsBefore: readonly string[] | null;
}

/** A conversation is in it once; that more was said gives way to a change of labels, and both to what is asked anew as a whole. Each may be named once. */
export async function queueForRules(app: App, rows: readonly (QueuedRow & { seq: number })[]): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `insert into routing_queue (conversation_id, why, seq, labels_before)
       select "conversationId", why, seq, "labelsBefore"
         from jsonb_to_recordset($1::jsonb) as d ("conversationId" text, why text, seq bigint, "labelsBefore" text[])
     on conflict (conversation_id) do update set why = excluded.why, labels_before = excluded.labels_before
       where routing_queue.why = 'wrote' or (routing_queue.why = 'labelled' and excluded.why in ('opened', 'returned'))`,
    [JSON.stringify(rows)],
  );
}

/** Takes the oldest out, inside the transaction that decides it; rows that another process decides are passed over. */
export async function takeQueued(app: App): Promise<QueuedRow | undefined> {
  const [row] = await app.db.prepared<QueuedRow>(
    `delete from routing_queue where conversation_id = (select conversation_id from routing_queue order by seq limit 1 for update skip locked)
     returning conversation_id as "conversationId", why, labels_before as "labelsBefore"`,
  );
  return row;
}

/** As things stand while the seats are locked. */
export interface Moment {
  /** By the clock of the database. */
  now: Date;
  /** Of the rules that stand; 0 before there are any. */
  revision: number;
  /** When somebody was last given something, by id, in milliseconds. */
  turns: Readonly<Record<string, number>>;
}

export async function readMoment(app: App): Promise<Moment> {
  const [row] = await app.db.prepared<Moment>(
    `select clock_timestamp() as now, (select coalesce(max(revision), 0) from routing_revisions) as revision,
       (select coalesce(json_object_agg(user_id, (extract(epoch from at) * 1000)::float8), '{}') from routing_turns) as turns`,
  );
  return row!;
}

export async function noteTurn(app: App, userId: string): Promise<void> {
  const text =
    'insert into routing_turns (user_id, at) values ($1, clock_timestamp()) on conflict (user_id) do update set at = excluded.at';
  await app.db.send([{ text, values: [userId] }]);
}

export interface WaitingRow {
  conversationId: string;
  ruleName: string;
  how: Assign;
}

export async function keepWaiting(app: App, row: WaitingRow): Promise<void> {
  const text = `insert into routing_waiting (conversation_id, rule_name, how) values ($1, $2, $3::jsonb)
     on conflict (conversation_id) do update set rule_name = excluded.rule_name, how = excluded.how`;
  await app.db.send([{ text, values: [row.conversationId, row.ruleName, JSON.stringify(row.how)] }]);
}

export async function selectWaiting(app: App, limit: number): Promise<WaitingRow[]> {
  return app.db.query<WaitingRow>(
    'select conversation_id as "conversationId", rule_name as "ruleName", how from routing_waiting order by since limit $1',
    [limit],
  );
}

/** They wait no longer: somebody has them, or nobody needs to. */
export async function dropWaiting(app: App, conversationIds: readonly string[]): Promise<void> {
  const text = 'delete from routing_waiting where conversation_id = any($1)';
  await app.db.send([{ text, values: [conversationIds] }]);
}
