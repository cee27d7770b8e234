import type { App } from '#platform/app/index.ts';
import { forgetDetails } from '#platform/audit/index.ts';
import type { Reaction } from '../domain.ts';

/** What stands instead of words that somebody took along. */
export const TAKEN = '<p>…</p>';

/** All that the forum keeps of a member, by what it is. */
export async function selectBelongings(app: App, memberId: string): Promise<Record<string, unknown[]>> {
  const of = (sql: string) => app.db.query<Record<string, unknown>>(sql, [memberId]);
  return {
    threads: await of(
      `select id, kind, title, tags, created_at as "createdAt", deleted_at as "deletedAt" from forum_threads where author_id = $1 order by id`,
    ),
    posts: await of(
      `select id, thread_id as "threadId", number, markdown, created_at as "createdAt", edited_at as "editedAt", deleted_at as "deletedAt"
         from forum_posts where author_id = $1 order by id`,
    ),
    revisions: await of(
      `select post_id as "postId", revision, title, markdown, at from forum_revisions where by_id = $1 order by post_id, revision`,
    ),
    reactions: await of(
      `select post_id as "postId", kind, at from forum_reactions where member_id = $1 order by post_id, kind`,
    ),
    bookmarks: await of(
      `select post_id as "postId", at from forum_bookmarks where member_id = $1 order by at`,
    ),
    follows: await of(
      `select subject_id as "subjectId", at from forum_follows where member_id = $1 order by at`,
    ),
    reads: await of(
      `select thread_id as "threadId", last_number as "lastNumber", at from forum_reads where member_id = $1 order by at`,
    ),
    drafts: await of(
      `select place, title, markdown, saved_at as "savedAt" from forum_drafts where member_id = $1 order by place`,
    ),
    groups: await of(
      `select g.name, m.state, m.role, m.at from forum_group_members m join forum_groups g on g.id = m.group_id where m.member_id = $1 and not (g.kind = 'hidden' and m.state = 'asked') order by m.at`,
    ),
    votes: await of(
      `select p.thread_id as "threadId", b.choices, b.at from forum_ballots b join forum_polls p on p.id = b.poll_id where b.member_id = $1 order by b.at`,
    ),
    files: await of(
      `select file_id as "fileId", post_id as "postId", at from forum_files where member_id = $1 order by at`,
    ),
  };
}

export interface OwnPost {
  id: string;
  threadId: string;
  number: number;
  /** Somebody else's words stand in its thread. */
  hasOthers: boolean;
}

/** Posts of a member that can be read. */
export async function selectOwnPosts(app: App, memberId: string): Promise<OwnPost[]> {
  return app.db.query<OwnPost>(
    `select p.id, p.thread_id as "threadId", p.number, exists (select from forum_posts o
        where o.thread_id = p.thread_id and o.deleted_at is null and o.author_id is distinct from $1) as "hasOthers"
       from forum_posts p join forum_threads t on t.id = p.thread_id
      where p.author_id = $1 and p.deleted_at is null and t.deleted_at is null order by p.thread_id, p.number desc`,
    [memberId],
  );
}

/** Reactions of a member to posts that can be read. */
export async function selectReactions(
  app: App,
  memberId: string,
): Promise<{ postId: string; kind: Reaction }[]> {
  return app.db.query(
    `select r.post_id as "postId", r.kind from forum_reactions r join forum_posts p on p.id = r.post_id join forum_threads t on t.id = p.thread_id
      where r.member_id = $1 and p.deleted_at is null and t.deleted_at is null order by p.thread_id, r.post_id`,
    [memberId],
  );
}

/** Takes the words of a member's posts away, what they said before, and the titles of threads that are gone. Answers the threads. */
export async function takeWords(app: App, memberId: string): Promise<string[]> {
  await app.db.query(
    'delete from forum_revisions where post_id in (select id from forum_posts where author_id = $1)',
    [memberId],
  );
  const emptied = await app.db.query<{ id: string }>(
    `update forum_threads set title = '…', slug = '-', tags = '{}' where author_id = $1 and deleted_at is not null returning id`,
    [memberId],
  );
  const ids = emptied.map(({ id }) => id);
  await forgetDetails(app, ids, ['title', 'tags', 'question', 'solvedElsewhere']);
  const rows = await app.db.query<{ threadId: string }>(
    `update forum_posts set markdown = '…', html = $2, revision = revision + 1, is_waiting = true, is_wiki = false, editors = 0 where author_id = $1
      returning thread_id as "threadId"`,
    [memberId, TAKEN],
  );
  return [...new Set(rows.map(({ threadId }) => threadId))].sort();
}

/** What only the member could see, and where his name is written. Answers files that stand in no post any more; with `all` every one. */
export async function dropTraces(app: App, memberId: string, { all }: { all: boolean }): Promise<string[]> {
  for (const table of ['forum_drafts', 'forum_bookmarks', 'forum_follows', 'forum_reads', 'forum_mentions'])
    await app.db.query(`delete from ${table} where member_id = $1`, [memberId]);
  await app.db.query(
    `update forum_posts a set accepted_by = '' from forum_threads t
      where t.author_id = $1 and a.thread_id = t.id and a.accepted_by = t.author_name`,
    [memberId],
  );
  await app.db.query(
    `update forum_posts set deleted_by = '' where author_id = $1 and deleted_by = author_name`,
    [memberId],
  );
  await app.db.query(`update forum_threads set author_name = '' where author_id = $1`, [memberId]);
  await app.db.query(`update forum_threads set last_author_name = '' where last_author_id = $1`, [memberId]);
  await app.db.query(`update forum_posts set author_name = '' where author_id = $1`, [memberId]);
  await app.db.query(`update forum_revisions set by_name = '' where by_id = $1`, [memberId]);
  const rows = await app.db.query<{ id: string }>(
    'delete from forum_files where member_id = $1 and ($2 or post_id is null) returning file_id as id',
    [memberId, all],
  );
  return rows.map(({ id }) => id);
}
