import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface GroupRow {
  groupKey: number;
  posts: number;
  texts: number;
  firstPostId: string;
}

/** The groups in which these posts stand, with those that stand alone. */
export async function selectGroupsOf(
  app: App,
  postIds: readonly string[],
): Promise<(GroupRow & { postId: string })[]> {
  return app.db.query(
    `with asked as (select p.post_id, t.group_key from copy_posts p join copy_texts t on t.key = p.key
                     where p.post_id = any($1::text[]))
     select a.post_id as "postId", a.group_key as "groupKey", g.posts, g.texts, g.first_post as "firstPostId"
       from asked a
       join (select group_key, sum(posts)::bigint as posts, count(*) as texts, min(first_post) as first_post
               from copy_texts where group_key in (select group_key from asked) group by group_key) g using (group_key)`,
    [textArray(postIds)],
  );
}

/** Posts of a group, newest first. */
export async function selectPostsOfGroup(
  app: App,
  groupKey: number,
  before: string,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select p.post_id as id from copy_texts t join copy_posts p on p.key = t.key
      where t.group_key = $1 and p.post_id < $2 order by p.post_id desc limit $3`,
    [groupKey, before, limit],
  );
  return rows.map((row) => row.id);
}

/** Who wrote the posts of a group: the most eager ones, and how many they are in all. */
export async function selectAuthorsOfGroup(
  app: App,
  groupKey: number,
  limit: number,
): Promise<{ authors: number; top: { accountId: string; posts: number }[] }> {
  const rows = await app.db.query<{ accountId: string; posts: number; authors: number }>(
    `select p.account_id as "accountId", count(*) as posts, count(*) over () as authors
       from copy_texts t join copy_posts p on p.key = t.key
      where t.group_key = $1 group by p.account_id order by count(*) desc, min(p.post_id) limit $2`,
    [groupKey, limit],
  );
  return {
    authors: rows[0]?.authors ?? 0,
    top: rows.map(({ accountId, posts }) => ({ accountId, posts })),
  };
}

/** Slots that wait to be looked at, up to a thousand. */
export async function countDueSlots(app: App): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*) as count from (select from copy_due where is_due limit 1000) d',
  );
  return row?.count ?? 0;
}
