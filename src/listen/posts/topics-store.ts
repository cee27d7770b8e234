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

/** Signs of a post's id that name its slot: 17.5 minutes of the time it was written. */
export const SLOT = 11;

/** Notes in the same statement what `pairs` (a list of topic_id and post_id) adds to the counts, or takes away. */
const counted = (pairs: string, sign: '' | '-') =>
  `insert into topic_count_changes (topic_id, slot, change)
     select topic_id, left(post_id, ${SLOT}), ${sign}count(*) from ${pairs} group by 1, 2`;

/** Adds pairs; those that are known stay as they are. Answers the posts that were new to their topic. */
export async function insertTopics(
  app: App,
  pairs: readonly { postId: string; topicId: string }[],
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const rows = await app.db.query<{ post_id: string }>(
    `with added as (insert into post_topics (post_id, topic_id) select * from unnest($1::text[], $2::text[])
                    on conflict do nothing returning post_id, topic_id),
          counted as (${counted('added', '')})
     select post_id from added`,
    [textArray(pairs.map((pair) => pair.postId)), textArray(pairs.map((pair) => pair.topicId))],
  );
  return rows.map((row) => row.post_id);
}

export async function deleteTopicsOf(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query(
    `with gone as (delete from post_topics where post_id = any($1) returning post_id, topic_id)
     ${counted('gone', '-')}`,
    [postIds],
  );
}

/** A change by nothing: the counts stay, and whoever watches them looks again. */
export async function noteChanged(app: App, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  await app.db.query(
    `insert into topic_count_changes (topic_id, slot, change)
       select distinct topic_id, left(post_id, ${SLOT}), 0 from post_topics where post_id = any($1)`,
    [textArray(postIds)],
  );
}

/** Notes that posts without topics came, changed or went: whoever watches all posts looks there again. */
export async function noteLoose(app: App, postIds: readonly string[]): Promise<void> {
  if (postIds.length === 0) return;
  const slots = [...new Set(postIds.map((id) => id.slice(0, SLOT)))];
  await app.db.query(
    `insert into topic_count_changes (topic_id, slot, change) select '${NO_TOPIC}', slot, 0 from unnest($1::text[]) as s (slot)`,
    [textArray(slots)],
  );
}

/** Stands in the changes for posts that no topic has; counted nowhere. */
export const NO_TOPIC = '';

/** Takes a topic off these posts; answers those that had it. */
export async function deletePairs(app: App, topicId: string, postIds: readonly string[]): Promise<string[]> {
  if (postIds.length === 0) return [];
  const rows = await app.db.query<{ post_id: string }>(
    `with gone as (delete from post_topics where topic_id = $1 and post_id = any($2) returning post_id, topic_id),
          counted as (${counted('gone', '-')})
     select post_id from gone`,
    [topicId, postIds],
  );
  return rows.map((row) => row.post_id);
}

/** Up to `limit` pairs of a topic; answers how many went. */
export async function deleteTopic(app: App, topicId: string, limit: number): Promise<number> {
  const rows = await app.db.query(
    `with gone as (delete from post_topics where (post_id, topic_id) in
                    (select post_id, topic_id from post_topics where topic_id = $1 limit $2) returning post_id, topic_id),
          counted as (${counted('gone', '-')})
     select from gone`,
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

/** `dayAgo` is the id of a post written then. Reads the counts, never the posts but the last one of each topic. */
export async function countTopics(
  app: App,
  topicIds: readonly string[],
  dayAgo: string,
): Promise<TopicCount[]> {
  return app.db.query<TopicCount>(
    `with asked as (select unnest($1::text[]) as topic_id),
          changes as (select topic_id, sum(change) as total, coalesce(sum(change) filter (where slot >= $2), 0) as recent
                        from topic_count_changes group by topic_id),
          recent as (select topic_id, sum(total) as total from topic_recent where slot >= $2 group by topic_id)
     select asked.topic_id as "topicId",
            (coalesce(t.total, 0) + coalesce(c.total, 0))::bigint as total,
            (coalesce(r.total, 0) + coalesce(c.recent, 0))::bigint as "lastDay",
            (select matched_at from post_topics p where p.topic_id = asked.topic_id order by post_id desc limit 1) as "lastMatchAt"
       from asked
       left join topic_totals t using (topic_id)
       left join changes c using (topic_id)
       left join recent r using (topic_id)`,
    [topicIds, dayAgo.slice(0, SLOT)],
  );
}

/** Posts of a topic not older than `from`, counted up to `limit`. */
export async function countFrom(app: App, topicId: string, from: string, limit: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*) as count from (select from post_topics where topic_id = $1 and post_id >= $2 limit $3) counted`,
    [topicId, from, limit],
  );
  return row?.count ?? 0;
}

/** Folds the changes into the counts and forgets the slots before `oldest`. Answers what changed. */
export async function foldCounts(app: App, oldest: string): Promise<{ topicId: string; slot: string }[]> {
  const slot = oldest.slice(0, SLOT);
  const changed = await app.db.query<{ topicId: string; slot: string }>(
    `with gone as (delete from topic_count_changes returning topic_id, slot, change),
          totals as (insert into topic_totals as t (topic_id, total)
                       select topic_id, sum(change) from gone where topic_id <> '${NO_TOPIC}' group by 1 order by 1
                     on conflict (topic_id) do update set total = t.total + excluded.total),
          recent as (insert into topic_recent as r (topic_id, slot, total)
                       select topic_id, slot, sum(change) from gone where slot >= $1 and topic_id <> '${NO_TOPIC}' group by 1, 2 order by 1, 2
                     on conflict (topic_id, slot) do update set total = r.total + excluded.total)
     select distinct topic_id as "topicId", slot from gone`,
    [slot],
  );
  await app.db.query('delete from topic_recent where slot < $1 or total = 0', [slot]);
  await app.db.query('delete from topic_totals where total = 0');
  return changed;
}
