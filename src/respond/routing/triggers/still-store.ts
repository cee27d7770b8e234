import type { App } from '#platform/app/index.ts';

/** Since when nothing happened: the newest word or change by a person. Times are kept to the millisecond, as they are compared outside the database. */
export interface StillRow {
  conversationId: string;
  since: Date;
}

/** Something happened in these just now. */
export async function touchStill(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query(
    `insert into routing_still (conversation_id, since) select id, date_trunc('milliseconds', now()) from unnest($1::text[]) as d (id)
     on conflict (conversation_id) do update set since = excluded.since`,
    [conversationIds],
  );
}

/** These stand again, and nobody but a rule or the program did something in them: a time that runs goes on. */
export async function keepStill(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query(
    `insert into routing_still (conversation_id, since) select id, date_trunc('milliseconds', now()) from unnest($1::text[]) as d (id)
     on conflict (conversation_id) do nothing`,
    [conversationIds],
  );
}

/** What stood before there was a rule that asks. */
export async function fillStill(app: App, rows: readonly StillRow[]): Promise<void> {
  await app.db.query(
    `insert into routing_still as s (conversation_id, since) select * from unnest($1::text[], $2::timestamptz[])
     on conflict (conversation_id) do update set since = greatest(s.since, excluded.since)`,
    [rows.map(({ conversationId }) => conversationId), rows.map(({ since }) => since)],
  );
}

/** These are over, or gone. */
export async function dropStill(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query('delete from routing_still where conversation_id = any($1)', [conversationIds]);
}

/** Whether nothing happened in a conversation since then, as far as was heard. */
export async function isStillStill(app: App, { conversationId, since }: StillRow): Promise<boolean> {
  const rows = await app.db.query('select from routing_still where conversation_id = $1 and since = $2', [
    conversationId,
    since,
  ]);
  return rows.length > 0;
}
