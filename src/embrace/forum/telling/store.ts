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

interface DigestAsked {
  memberId: string;
  since: Date;
  /** Those that he may read. */
  categories: readonly string[];
  limit: number;
}

/** Threads in what a member follows that went on without him, those with the most reactions and answers first. */
export async function selectBest(
  app: App,
  { memberId, since, categories, limit }: DigestAsked,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select t.id from forum_threads t left join forum_reads r on r.thread_id = t.id and r.member_id = $1
      where t.deleted_at is null and t.last_activity > $2 and t.category_id = any($3) and coalesce(r.last_number, 0) < t.last_number
        and t.last_author_id is distinct from $1
        and exists (select from forum_follows f where f.member_id = $1
          and (f.subject_id = t.id or f.subject_id = t.category_id or f.subject_id in (select 'tag:' || tag from unnest(t.tags) as tag)))
      order by t.reactions + t.posts desc, t.last_activity desc, t.id limit $4`,
    [memberId, since, categories, limit],
  );
  return rows.map(({ id }) => id);
}

/** Questions of others in categories that a member follows that have no answer yet. */
export async function selectOpenQuestions(
  app: App,
  { memberId, since, categories, limit }: DigestAsked,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select t.id from forum_threads t where t.deleted_at is null and t.kind = 'question' and t.posts = 1 and t.solved_elsewhere is null
        and t.closed_at is null and t.created_at > $2 and t.category_id = any($3) and t.author_id is distinct from $1
        and exists (select from forum_follows f where f.member_id = $1 and f.subject_id = t.category_id)
      order by t.created_at limit $4`,
    [memberId, since, categories, limit],
  );
  return rows.map(({ id }) => id);
}

/** The author of a post is to be told who liked it. */
export async function noteReacted(app: App, postId: string): Promise<void> {
  await app.db.send([{ text: 'insert into forum_reacted (post_id) values ($1)', values: [postId] }]);
}

/** Posts of which that is to be told, but for some; what is too old to be told of is forgotten. */
export async function selectReacted(app: App, but: readonly string[], limit: number): Promise<string[]> {
  await app.db.query(`delete from forum_reacted where at < now() - interval '1 hour'`);
  const rows = await app.db.query<{ id: string }>(
    'select post_id as id from forum_reacted where post_id <> all($1) group by post_id order by min(at) limit $2',
    [but, limit],
  );
  return rows.map(({ id }) => id);
}

/** False where another process tells of it just now. */
export async function takeReacted(app: App, postId: string): Promise<boolean> {
  const rows = await app.db.query(
    `with own as (select ctid from forum_reacted where post_id = $1 for update skip locked)
     delete from forum_reacted r using own where r.ctid = own.ctid returning 1`,
    [postId],
  );
  return rows.length > 0;
}
