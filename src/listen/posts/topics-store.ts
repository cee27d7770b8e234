import { textArray } from '#platform/db/index.ts';
import type { App } from '#platform/app/index.ts';

export async function selectTopicIds(app: App, postIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await app.db.query<{ post_id: string; topic_id: string }>(
    'select post_id, topic_id from post_topics where post_id = any($1) order by post_id, topic_id',
    [postIds],
  );
  const byPost = new Map<string, string[]>();
  for (const row of rows) {
    const known = byPost.get(row.post_id);
    if (known) known.push(row.topic_id);
    else byPost.set(row.post_id, [row.topic_id]);
  }
  return byPost;
}

/** Adds pairs; those that are known stay as they are. Answers the posts that were new to their topic. */
export async function insertTopics(
  app: App,
  pairs: readonly { postId: string; topicId: string }[],
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const rows = await app.db.query<{ post_id: string }>(
    `insert into post_topics (post_id, topic_id) select * from unnest($1::text[], $2::text[])
       on conflict do nothing returning post_id`,
    [textArray(pairs.map((pair) => pair.postId)), textArray(pairs.map((pair) => pair.topicId))],
  );
  return rows.map((row) => row.post_id);
}

export async function deleteTopicsOf(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from post_topics where post_id = any($1)', [postIds]);
}

/** Up to `limit` pairs of a topic; answers how many went. */
export async function deleteTopic(app: App, topicId: string, limit: number): Promise<number> {
  const rows = await app.db.query(
    `delete from post_topics where (post_id, topic_id) in
       (select post_id, topic_id from post_topics where topic_id = $1 limit $2) returning 1`,
    [topicId, limit],
  );
  return rows.length;
}

export interface TopicCount {
  topicId: string;
  total: number;
  lastDay: number;
  lastMatchAt: Date | null;
}

export async function countTopics(
  app: App,
  topicIds: readonly string[],
  dayAgo: string,
): Promise<TopicCount[]> {
  return app.db.query<TopicCount>(
    `select topic_id as "topicId", count(*) as total, count(*) filter (where post_id >= $2) as "lastDay", max(matched_at) as "lastMatchAt"
       from post_topics where topic_id = any($1) group by topic_id`,
    [topicIds, dayAgo],
  );
}
