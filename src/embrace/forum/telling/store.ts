import type { App } from '#platform/app/index.ts';

export async function selectMentioned(app: App, postId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select member_id as id from forum_mentions where post_id = $1 order by member_id',
    [postId],
  );
  return rows.map(({ id }) => id);
}

/** Who reacted to a post in the last hour, the first of them first. */
export async function selectReactors(app: App, postId: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from (select member_id as id, max(at) as at from forum_reactions where post_id = $1 and kind <> 'same' and at > now() - interval '1 hour'
        group by member_id order by max(at) desc limit $2) as last order by at, id`,
    [postId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Members who said that they have the same problem. */
export async function selectSame(app: App, postId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select member_id as id from forum_reactions where post_id = $1 and kind = 'same' order by member_id`,
    [postId],
  );
  return rows.map(({ id }) => id);
}
