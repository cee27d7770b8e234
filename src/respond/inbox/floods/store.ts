import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface Flood {
  id: string;
  accountId: string;
  conversationId: string;
  beganAt: Date;
  lastAt: Date;
  releasedAt: Date | null;
  /** Whether its conversation is one that somebody still has to look at. */
  isInFront: boolean;
}

/** Counted up to this many. */
export const MOST_COUNTED = 1000;
const FLOOD = `id, account_id as "accountId", conversation_id as "conversationId", began_at as "beganAt", last_at as "lastAt", released_at as "releasedAt"`;

/** Somebody still has to look at the conversation in front. */
const IN_FRONT = `exists (select from conversations c
  where c.id = f.conversation_id and not c.is_gone and c.status in ('open', 'snoozed'))`;

/** In one order everywhere, and before conversations. */
const lock = (app: App, where: string, values: readonly unknown[]): Promise<Flood[]> =>
  app.db.query<Flood>(
    `select ${FLOOD}, ${IN_FRONT} as "isInFront" from conversation_floods f where ${where} order by id for no key update of f`,
    values,
  );

/** Floods of these senders that nobody has let in, locked. */
export const lockOpenFloods = (app: App, accountIds: readonly string[]): Promise<Flood[]> =>
  lock(app, 'account_id = any($1::text[]) and released_at is null', [textArray(accountIds)]);

export const lockFloodsOfAccount = (app: App, accountId: string): Promise<Flood[]> =>
  lock(app, 'account_id = $1', [accountId]);

/** A flood with all others of its sender; none where it is not there. */
export const lockFloodsOfSender = (app: App, id: string): Promise<Flood[]> =>
  lock(app, 'account_id = (select account_id from conversation_floods where id = $1)', [id]);

export async function selectFloodsOfConversations(
  app: App,
  ids: readonly string[],
): Promise<{ id: string }[]> {
  return app.db.query('select id from conversation_floods where conversation_id = any($1::text[])', [
    textArray(ids),
  ]);
}

/** Floods whose conversation is done, answered or gone. */
export async function selectFrontless(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from conversation_floods f where not ${IN_FRONT} order by id limit 500`,
  );
  return rows.map((row) => row.id);
}

/** Those in front of which the same conversation stands. */
export async function selectFloodsBeside(app: App, id: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select b.id from conversation_floods f join conversation_floods b using (conversation_id) where f.id = $1',
    [id],
  );
  return rows.map((row) => row.id);
}

export async function saveFloods(app: App, floods: readonly Flood[]): Promise<void> {
  await app.db.query(
    `insert into conversation_floods (id, account_id, conversation_id, began_at, last_at)
     select id, "accountId", "conversationId", "beganAt", "lastAt"
       from jsonb_to_recordset($1::jsonb) as f (id text, "accountId" text, "conversationId" text, "beganAt" timestamptz, "lastAt" timestamptz)
     on conflict (id) do update set conversation_id = excluded.conversation_id, last_at = greatest(conversation_floods.last_at, excluded.last_at)`,
    [JSON.stringify(floods)],
  );
}

export async function setReleased(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    'update conversation_floods set released_at = now() where id = any($1::text[]) and released_at is null',
    [textArray(ids)],
  );
}

export async function deleteFlood(app: App, id: string): Promise<void> {
  await app.db.query('delete from conversation_floods where id = $1', [id]);
}

/** Floods of which nothing is held any more. */
export async function deleteEmptyFloods(app: App): Promise<void> {
  await app.db.query(
    `delete from conversation_floods f where last_at < now() - interval '2 hours'
       and not exists (select from conversation_flood_posts p where p.flood_id = f.id)`,
  );
}

/** By conversation: the flood it stands for, and how much of it is held. */
export async function countHeld(
  app: App,
  conversationIds: readonly string[],
): Promise<(Omit<Flood, 'isInFront'> & { posts: number; threads: number })[]> {
  return app.db.query(
    `select ${FLOOD}, n.posts, n.threads from conversation_floods f cross join lateral (
       select count(*)::int as posts, count(distinct thread)::int as threads from (
         select thread from conversation_flood_posts where flood_id = f.id limit ${MOST_COUNTED}) p) n
      where f.conversation_id = any($1::text[]) and n.posts > 0 order by f.last_at`,
    [textArray(conversationIds)],
  );
}

/** Threads of these senders that wait for an answer: the last of each, by when their words were said. */
export async function selectWaiting(
  app: App,
  accountIds: readonly string[],
): Promise<{ id: string; accountId: string; at: Date }[]> {
  return app.db.query(
    `select c.id, a.id as "accountId", c.last_post_at as at from unnest($1::text[]) as a (id) cross join lateral (
       select id, last_post_at from conversations
        where account_id = a.id and waiting_since is not null and status in ('open', 'snoozed') and not is_gone
        order by last_post_at desc limit 60) c`,
    [textArray(accountIds)],
  );
}
