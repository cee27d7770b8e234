import type { App } from '#platform/app/index.ts';

/** Ids of posts since a time, the newest first; those of members only. */
export async function selectRecent(app: App, since: Date, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from forum_posts where created_at >= $1 and author_id is not null order by id desc limit $2`,
    [since, limit],
  );
  return rows.map(({ id }) => id);
}

/** How often members thanked each other's posts, or accepted them as answers, since a time. */
export async function selectFavours(
  app: App,
  since: Date,
): Promise<{ from: string; to: string; n: number }[]> {
  return app.db.query(
    `select "from", "to", count(*)::int as n from (
       select r.member_id as "from", p.author_id as "to" from forum_reactions r join forum_posts p on p.id = r.post_id
        where r.at >= $1 and r.kind <> 'same' and p.author_id is not null
       union all
       select t.author_id, p.author_id from forum_posts p join forum_threads t on t.id = p.thread_id
        where p.accepted_at >= $1 and p.author_id is not null and t.author_id is not null) f
      where "from" <> "to" group by 1, 2`,
    [since],
  );
}
