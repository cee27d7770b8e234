import type { App } from '#platform/app/index.ts';

export interface NewPost {
  id: string;
  number: number;
  authorId: string;
  authorName: string;
  markdown: string;
  html: string;
  replyTo: number | null;
  at: Date;
  acceptedBy: string | null;
}

export async function insertBroughtPosts(
  app: App,
  threadId: string,
  rows: readonly NewPost[],
): Promise<void> {
  await app.db.query(
    `insert into forum_posts (id, thread_id, number, author_id, author_name, markdown, html, reply_to, created_at, accepted_at, accepted_by, is_brought)
     select id, $1, number, "authorId", "authorName", markdown, html, "replyTo", at, case when "acceptedBy" is not null then at end, "acceptedBy", true
       from jsonb_to_recordset($2::jsonb) as d (id text, number int, "authorId" text, "authorName" text, markdown text, html text, "replyTo" int,
         at timestamptz, "acceptedBy" text)`,
    [threadId, JSON.stringify(rows)],
  );
}

/** Threads in which all posts are these, that nobody merged or split, and that have no poll: they can go whole. Locked until the transaction ends. */
export async function lockWholeThreads(app: App, postIds: readonly string[]): Promise<Map<string, boolean>> {
  const rows = await app.db.query<{ id: string; isWhole: boolean }>(
    `with touched as (
       select t.id from forum_threads t where t.id in (select thread_id from forum_posts where id = any($1)) order by t.id for update)
     select id, not exists (select from forum_posts p where p.thread_id = touched.id and p.id <> all($1))
         and not exists (select from forum_moves m where touched.id in (m.from_id, m.into_id))
         and not exists (select from forum_polls o where o.thread_id = touched.id) as "isWhole"
       from touched order by id`,
    [postIds],
  );
  return new Map(rows.map(({ id, isWhole }) => [id, isWhole]));
}

export interface LeavingPost {
  id: string;
  threadId: string;
  isGone: boolean;
  isAccepted: boolean;
  words: string[];
}

export function selectLeaving(app: App, postIds: readonly string[]): Promise<LeavingPost[]> {
  return app.db.query<LeavingPost>(
    `select id, thread_id as "threadId", deleted_at is not null as "isGone", accepted_at is not null as "isAccepted",
       coalesce(tsvector_to_array(terms), '{}') as words from forum_posts where id = any($1)`,
    [postIds],
  );
}

/** Takes posts out as if they had never been here; what hangs on them goes along. */
export async function deleteBrought(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from forum_posts where id = any($1)', [postIds]);
}

export async function deleteThreads(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('delete from forum_follows where subject_id = any($1)', [ids]);
  await app.db.query('delete from forum_drafts where place = any($1)', [ids]);
  await app.db.query('delete from forum_threads where id = any($1)', [ids]);
}

/** Of some members those who have written something that is still here. */
export async function selectWriters(app: App, memberIds: readonly string[]): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `select m.id from unnest($1::text[]) as m (id) where exists (select from forum_posts p where p.author_id = m.id)
       or exists (select from forum_threads t where t.author_id = m.id)`,
    [memberIds],
  );
  return new Set(rows.map(({ id }) => id));
}
