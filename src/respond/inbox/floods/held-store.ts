import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

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

/** What is held of these threads, behind these floods. */
export async function selectHeldOfThreads(
  app: App,
  floodIds: readonly string[],
  threads: readonly string[],
): Promise<HeldPost[]> {
  return app.db.query<HeldPost>(
    `select post_id as "postId", flood_id as "floodId", thread from conversation_flood_posts
      where flood_id = any($1::text[]) and thread = any($2::text[]) order by post_id`,
    [textArray(floodIds), textArray(threads)],
  );
}

/** Ids of held posts, oldest first, after one of them. */
export async function selectHeld(
  app: App,
  floodIds: readonly string[],
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select post_id as id from conversation_flood_posts where flood_id = any($1::text[]) and post_id > $2 order by post_id limit $3',
    [textArray(floodIds), after, limit],
  );
  return rows.map((row) => row.id);
}

/** Takes held posts of floods out; with none named the oldest. Answers their ids. */
export async function takeHeld(
  app: App,
  floodIds: readonly string[],
  { postIds, limit }: { postIds?: readonly string[] | undefined; limit: number },
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with taken as (select post_id from conversation_flood_posts
       where flood_id = any($1::text[]) and ($2::text[] is null or thread in (
         select thread from conversation_flood_posts where flood_id = any($1::text[]) and post_id = any($2::text[])))
       order by post_id limit $3 for update)
     delete from conversation_flood_posts p using taken t where p.post_id = t.post_id returning p.post_id as id`,
    [textArray(floodIds), postIds ?? null, limit],
  );
  return rows.map((row) => row.id);
}

export async function deleteHeld(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from conversation_flood_posts where post_id = any($1::text[])', [
    textArray(postIds),
  ]);
}
