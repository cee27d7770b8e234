import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface Flood {
  id: string;
  accountId: string;
  conversationId: string;
  beganAt: Date;
  lastAt: Date;
  releasedAt: Date | null;
}

/** Counted up to this many. */
export const MOST_COUNTED = 1000;
const FLOOD = `id, account_id as "accountId", conversation_id as "conversationId", began_at as "beganAt", last_at as "lastAt", released_at as "releasedAt"`;

/** Floods of these senders that nobody has let in, the newest first. */
export async function selectFloodsOfAccounts(app: App, accountIds: readonly string[]): Promise<Flood[]> {
  return app.db.query<Flood>(
    `select ${FLOOD} from conversation_floods where account_id = any($1::text[]) and released_at is null order by last_at desc`,
    [textArray(accountIds)],
  );
}

export async function selectFloodsOfConversations(app: App, ids: readonly string[]): Promise<Flood[]> {
  return app.db.query<Flood>(
    `select ${FLOOD} from conversation_floods where conversation_id = any($1::text[]) order by began_at`,
    [textArray(ids)],
  );
}

export async function lockFlood(app: App, id: string): Promise<Flood | undefined> {
  const [row] = await app.db.query<Flood>(
    `select ${FLOOD} from conversation_floods where id = $1 for no key update`,
    [id],
  );
  return row;
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

export async function setReleased(app: App, id: string): Promise<void> {
  await app.db.query('update conversation_floods set released_at = now() where id = $1', [id]);
}

/** Floods of which nothing is held any more. */
export async function deleteEmptyFloods(app: App): Promise<void> {
  await app.db.query(
    `delete from conversation_floods f where last_at < now() - interval '2 hours'
       and not exists (select from conversation_flood_posts p where p.flood_id = f.id)`,
  );
}

export interface HeldPost {
  postId: string;
  floodId: string;
  thread: string;
}

export async function insertHeld(app: App, posts: readonly HeldPost[]): Promise<void> {
  await app.db.query(
    `insert into conversation_flood_posts (post_id, flood_id, thread)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (post_id) do nothing`,
    [
      textArray(posts.map((post) => post.postId)),
      textArray(posts.map((post) => post.floodId)),
      textArray(posts.map((post) => post.thread)),
    ],
  );
}

export async function selectHeldAmong(app: App, postIds: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    'select post_id as id from conversation_flood_posts where post_id = any($1::text[])',
    [textArray(postIds)],
  );
  return new Set(rows.map((row) => row.id));
}

/** Ids of held posts, oldest first, after one of them. */
export async function selectHeld(app: App, floodId: string, after: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select post_id as id from conversation_flood_posts where flood_id = $1 and post_id > $2 order by post_id limit $3',
    [floodId, after, limit],
  );
  return rows.map((row) => row.id);
}

/** Takes held posts of a flood out; with none named the oldest. Answers their ids. */
export async function takeHeld(
  app: App,
  floodId: string,
  { postIds, limit }: { postIds?: readonly string[] | undefined; limit: number },
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with taken as (select post_id from conversation_flood_posts
       where flood_id = $1 and ($2::text[] is null or thread in (
         select thread from conversation_flood_posts where flood_id = $1 and post_id = any($2::text[])))
       order by post_id limit $3 for update)
     delete from conversation_flood_posts p using taken t where p.post_id = t.post_id returning p.post_id as id`,
    [floodId, postIds ?? null, limit],
  );
  return rows.map((row) => row.id);
}

export async function deleteHeld(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from conversation_flood_posts where post_id = any($1::text[])', [
    textArray(postIds),
  ]);
}

/** By conversation: the flood it stands for, and how much of it is held. */
export async function countHeld(
  app: App,
  conversationIds: readonly string[],
): Promise<(Flood & { posts: number; threads: number })[]> {
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
        where account_id = a.id and waiting_since is not null and status <> 'done' and not is_gone
        order by last_post_at desc limit 60) c`,
    [textArray(accountIds)],
  );
}
