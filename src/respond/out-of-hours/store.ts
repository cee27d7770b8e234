import type { App } from '#platform/app/index.ts';
import type { AutomaticAnswer, ChannelSetting, SettingsView } from './schema.ts';

export async function selectSettings(app: App): Promise<ChannelSetting[]> {
  const rows = await app.db.query<{ settings: ChannelSetting }>(
    'select settings from out_of_hours_settings order by network, account_id',
  );
  return rows.map(({ settings }) => settings);
}

export async function replaceSettings(app: App, settings: readonly ChannelSetting[]): Promise<void> {
  await app.db.query('lock table out_of_hours_settings in exclusive mode');
  await app.db.query('delete from out_of_hours_settings');
  await app.db.query(
    `insert into out_of_hours_settings (network, account_id, settings)
     select s->>'network', coalesce(s->>'accountId', ''), s from jsonb_array_elements($1::jsonb) s`,
    [JSON.stringify(settings)],
  );
}

export interface RuleWish {
  id: string;
  name: string;
  answer: AutomaticAnswer;
}

export interface DueRow {
  conversationId: string;
  postId: string;
  saidAt: Date;
  rule: RuleWish | null;
}

/** What was said, each conversation once. What a rule wants stays; the newest words count. */
export async function queueSaid(
  app: App,
  rows: readonly Pick<DueRow, 'conversationId' | 'postId' | 'saidAt'>[],
  delayMs: number,
): Promise<void> {
  await app.db.query(
    `insert into out_of_hours_queue (conversation_id, post_id, said_at, due_at)
     select "conversationId", "postId", "saidAt", now() + $2 * interval '1 ms'
       from jsonb_to_recordset($1::jsonb) as d ("conversationId" text, "postId" text, "saidAt" timestamptz)
     on conflict (conversation_id) do update set post_id = excluded.post_id, said_at = excluded.said_at`,
    [JSON.stringify(rows), delayMs],
  );
}

export async function queueOffer(app: App, { conversationId, postId, saidAt, rule }: DueRow): Promise<void> {
  await app.db.query(
    `insert into out_of_hours_queue (conversation_id, post_id, said_at, due_at, rule) values ($1, $2, $3, now(), $4::jsonb)
     on conflict (conversation_id) do update set post_id = excluded.post_id, due_at = now(), rule = excluded.rule`,
    [conversationId, postId, saidAt, JSON.stringify(rule)],
  );
}

/** The conversation whose time came first; nothing is locked. */
export async function peekDue(app: App): Promise<string | undefined> {
  const rows = await app.db.query<{ id: string }>(
    `select conversation_id as id from out_of_hours_queue where due_at <= now() order by due_at, conversation_id limit 1`,
  );
  return rows[0]?.id;
}

/** What cannot be decided now keeps nobody behind it waiting. */
export async function postpone(app: App, conversationId: string): Promise<void> {
  await app.db.query(
    `update out_of_hours_queue set due_at = now() + interval '5 minutes' where conversation_id = $1`,
    [conversationId],
  );
}

/** Takes a conversation's row out, inside the transaction that decides; undefined when somebody else was faster. */
export async function takeDue(app: App, conversationId: string): Promise<DueRow | undefined> {
  const rows = await app.db.query<DueRow>(
    `delete from out_of_hours_queue where conversation_id = $1
     returning conversation_id as "conversationId", post_id as "postId", said_at as "saidAt", rule`,
    [conversationId],
  );
  return rows[0];
}

/** Nobody else answers this person until the transaction ends. */
export async function lockPerson(app: App, personKey: string): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('out-of-hours:' || $1, 0))`, [personKey]);
}

/** Whether this conversation was told in this closed period, and whether the person was told anything within a day. */
export async function readTold(
  app: App,
  conversationId: string,
  opensAt: Date | null,
  keys: readonly string[],
): Promise<{ isTold: boolean; isToldLately: boolean }> {
  const rows = await app.db.query<{ isTold: boolean; isToldLately: boolean }>(
    `select exists (select from out_of_hours_answers where conversation_id = $1 and opens_at = $2) as "isTold",
       exists (select from out_of_hours_answers where person_key = any($3) and at > now() - interval '24 hours') as "isToldLately"`,
    [conversationId, opensAt ?? 'infinity', keys],
  );
  return rows[0]!;
}

export async function insertAnswer(
  app: App,
  told: {
    conversationId: string;
    opensAt: Date | null;
    personKey: string;
    replyId: string;
    ruleId: string | null;
  },
): Promise<void> {
  await app.db.query(
    `insert into out_of_hours_answers (conversation_id, opens_at, person_key, reply_id, rule_id) values ($1, $2, $3, $4, $5)`,
    [told.conversationId, told.opensAt ?? 'infinity', told.personKey, told.replyId, told.ruleId],
  );
}

export async function insertRefusal(app: App, conversationId: string, why: string): Promise<void> {
  await app.db.query('insert into out_of_hours_refusals (conversation_id, why) values ($1, $2)', [
    conversationId,
    why,
  ]);
}

export async function selectFigures(app: App): Promise<SettingsView['figures']> {
  const [answers, refused] = await Promise.all([
    app.db.query<{ count: number }>(
      `select count(*)::int as count from out_of_hours_answers where at > now() - interval '7 days'`,
    ),
    app.db.query<{ why: string; count: number }>(
      `select why, count(*)::int as count from out_of_hours_refusals where at > now() - interval '7 days'
        group by why order by 2 desc, 1 limit 20`,
    ),
  ]);
  return { answered: answers[0]!.count, refused };
}

/** Conversations went for good, and what was noted of them. */
export async function deleteOf(app: App, conversationIds: readonly string[]): Promise<void> {
  for (const table of ['queue', 'answers', 'refusals'])
    await app.db.query(`delete from out_of_hours_${table} where conversation_id = any($1)`, [
      conversationIds,
    ]);
}

export async function deleteOldRefusals(app: App): Promise<void> {
  await app.db.query(`delete from out_of_hours_refusals where at < now() - interval '30 days'`);
}
