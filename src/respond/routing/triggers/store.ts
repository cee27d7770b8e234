import type { App } from '#platform/app/index.ts';
import type { Facts } from '#lib/conditions/index.ts';
import { type Cause, NO_CAUSE } from '../domain/guard.ts';
import type { EventTrigger } from '../domain/triggers.ts';

export interface EventRow extends Cause {
  id: number;
  conversationId: string;
  trigger: EventTrigger;
  facts: Facts;
  /** Of time. */
  ruleId: string | null;
  since: Date | null;
}

export interface NewEvent extends Omit<EventRow, 'id' | 'ruleId' | 'since'> {
  /** The same thing told twice has the same key, and is heard once. */
  key: string;
  ruleId?: string;
  since?: Date;
}

/** Writes down what happened, in the ambient transaction. Answers how many were not known. */
export async function insertEvents(app: App, events: readonly NewEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const rows = await app.db.query(
    `insert into routing_events (key, conversation_id, trigger, facts, chain, depth, rule_id, since)
       select key, "conversationId", trigger, facts, chain, depth, "ruleId", since
         from jsonb_to_recordset($1::jsonb) as d (key text, "conversationId" text, trigger text, facts jsonb, chain text[], depth smallint,
           "ruleId" text, since timestamptz)
     on conflict (key) do nothing returning id`,
    [JSON.stringify(events)],
  );
  return rows.length;
}

/** Takes the oldest that nobody decided, inside the transaction that decides it. */
export async function takeEvent(app: App): Promise<EventRow | undefined> {
  const [row] = await app.db.query<EventRow>(
    `with next as (select id from routing_events where decided_at is null order by id limit 1 for no key update skip locked)
     update routing_events e set decided_at = now() from next where e.id = next.id
     returning e.id, e.conversation_id as "conversationId", e.trigger, e.facts, e.chain, e.depth, e.rule_id as "ruleId", e.since`,
  );
  return row;
}

/** What a change by a rule came from, by what the rule did last in one of these conversations. */
export async function causeOf(app: App, ruleId: string, conversationIds: readonly string[]): Promise<Cause> {
  const [row] = await app.db.query<Cause>(
    `select chain, depth from routing_moves where conversation_id = any($1) and rule_id = $2 order by at desc limit 1`,
    [conversationIds, ruleId],
  );
  return row ?? NO_CAUSE;
}

/** How often rules acted here since somebody did something. */
export async function readActs(app: App, conversationId: string): Promise<number> {
  const [row] = await app.db.query<{ acts: number }>(
    'select acts from routing_acts where conversation_id = $1',
    [conversationId],
  );
  return row?.acts ?? 0;
}

export async function countAct(app: App, conversationId: string): Promise<void> {
  await app.db.query(
    'insert into routing_acts as a (conversation_id, acts) values ($1, 1) on conflict (conversation_id) do update set acts = a.acts + 1',
    [conversationId],
  );
}

/** Somebody did something: rules may act again. */
export async function forgetActs(app: App, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  await app.db.query('delete from routing_acts where conversation_id = any($1)', [conversationIds]);
}

/** Conversations went for good. */
export async function deleteEventsOf(app: App, conversationIds: readonly string[]): Promise<void> {
  await forgetActs(app, conversationIds);
  await app.db.query('delete from routing_events where conversation_id = any($1)', [conversationIds]);
}

/** What is decided for a month is told by nobody again. */
export async function deleteOldEvents(app: App): Promise<void> {
  await app.db.query(`delete from routing_events where decided_at < now() - interval '30 days'`);
}
