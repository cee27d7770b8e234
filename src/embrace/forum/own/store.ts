import type { App } from '#platform/app/index.ts';
import type { Statement } from '#platform/db/index.ts';
import type { Reaction } from '../domain.ts';

/** How far a member has read each of some threads. */
export async function selectReads(
  app: App,
  memberId: string,
  threadIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await app.db.query<{ threadId: string; lastNumber: number }>(
    'select thread_id as "threadId", last_number as "lastNumber" from forum_reads where member_id = $1 and thread_id = any($2)',
    [memberId, threadIds],
  );
  return new Map(rows.map(({ threadId, lastNumber }) => [threadId, lastNumber]));
}

/** What somebody did in a thread. */
export interface OwnRow {
  /** By the id of the post. */
  reactions: Record<string, Reaction[]>;
  bookmarks: string[];
  isFollowing: boolean;
  lastRead: number;
  draft: string;
}

/** What a member did in a thread and with some posts of it, within another statement: as JSON, an `OwnRow`. The names are expressions there, `posts` a list. */
export const ownNamed = ({ member, thread, posts }: Record<'member' | 'thread' | 'posts', string>): string =>
  `(select row_to_json(o) from (select
      (select coalesce(json_object_agg(post_id, kinds), '{}') from
        (select post_id, json_agg(kind) as kinds from forum_reactions where member_id = ${member} and post_id = any(${posts}) group by post_id) r) as reactions,
      array(select post_id from forum_bookmarks where member_id = ${member} and post_id = any(${posts})) as bookmarks,
      exists (select from forum_follows where member_id = ${member} and subject_id = ${thread}) as "isFollowing",
      coalesce((select last_number from forum_reads where member_id = ${member} and thread_id = ${thread}), 0) as "lastRead",
      coalesce((select markdown from forum_drafts where member_id = ${member} and place = ${thread}), '') as draft) o)`;

/** Reading never goes back. */
export const readUpTo = (memberId: string, threadId: string, number: number): Statement => ({
  text: `insert into forum_reads (member_id, thread_id, last_number) values ($1, $2, $3)
     on conflict (member_id, thread_id) do update set last_number = excluded.last_number, at = now() where forum_reads.last_number < excluded.last_number`,
  values: [memberId, threadId, number],
});

/**
 * Posts with these numbers are about to stand behind the number `last` of another thread, in their order. Whoever follows them follows it.
 * Whoever had read everything there has read as many of them as before; others are told of the thread as one that went on.
 */
export async function copyReads(
  app: App,
  fromId: string,
  into: { id: string; last: number },
  numbers: readonly number[],
): Promise<void> {
  await copyFollows(app, fromId, into.id);
  await app.db.query(
    `insert into forum_reads as o (member_id, thread_id, last_number)
       select r.member_id, $2, case when $3 = 0 or m.last_number >= $3
         then $3 + (select count(*) from unnest($4::int[]) as n where n <= r.last_number) else 0 end
         from forum_reads r left join forum_reads m on m.member_id = r.member_id and m.thread_id = $2 where r.thread_id = $1
        order by r.member_id
     on conflict (member_id, thread_id) do update set last_number = greatest(o.last_number, excluded.last_number)`,
    [fromId, into.id, into.last, numbers],
  );
}

/** Whoever follows one thread follows another one, too. */
export async function copyFollows(app: App, fromId: string, intoId: string): Promise<void> {
  await app.db.query(
    `insert into forum_follows (member_id, subject_id) select member_id, $2 from forum_follows where subject_id = $1 on conflict do nothing`,
    [fromId, intoId],
  );
}

/** Nobody reads or follows a thread that went into another one. */
export async function deleteReads(app: App, threadId: string): Promise<void> {
  await app.db.query('delete from forum_follows where subject_id = $1', [threadId]);
  await app.db.query('delete from forum_reads where thread_id = $1', [threadId]);
}

/**
 * Threads that went on since a member read them, and threads of the last days that he never opened. `categories`: what he may read.
 */
export async function countUnread(
  app: App,
  memberId: string,
  categories: readonly string[],
): Promise<{ unread: number; fresh: number }> {
  const [row] = await app.db.query<{ unread: number; fresh: number }>(
    `select (select count(*)::int from forum_reads r join forum_threads t on t.id = r.thread_id
        where r.member_id = $1 and t.last_number > r.last_number and t.deleted_at is null and t.category_id = any($2)) as unread,
      (select count(*)::int from forum_threads t where t.created_at > now() - interval '3 days' and t.deleted_at is null and t.category_id = any($2)
        and not exists (select from forum_reads r where r.member_id = $1 and r.thread_id = t.id)) as fresh`,
    [memberId, categories],
  );
  return row!;
}

export async function setBookmark(app: App, memberId: string, postId: string, isOn: boolean): Promise<void> {
  await app.db.query(
    isOn
      ? 'insert into forum_bookmarks (member_id, post_id) values ($1, $2) on conflict do nothing'
      : 'delete from forum_bookmarks where member_id = $1 and post_id = $2',
    [memberId, postId],
  );
}

/** Of some posts those that a member marked; all of his, newest first, where none are named. */
export async function selectBookmarks(
  app: App,
  memberId: string,
  postIds?: readonly string[],
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select post_id as id from forum_bookmarks where member_id = $1 and ($2::text[] is null or post_id = any($2)) order by at desc limit 200`,
    [memberId, postIds ?? null],
  );
  return rows.map(({ id }) => id);
}

export async function setFollow(app: App, memberId: string, subjectId: string, isOn: boolean): Promise<void> {
  const text = isOn
    ? 'insert into forum_follows (member_id, subject_id) values ($1, $2) on conflict do nothing'
    : 'delete from forum_follows where member_id = $1 and subject_id = $2';
  await app.db.send([{ text, values: [memberId, subjectId] }]);
}

export async function selectFollows(
  app: App,
  memberId: string,
  subjectIds: readonly string[],
): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    'select subject_id as id from forum_follows where member_id = $1 and subject_id = any($2)',
    [memberId, subjectIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Members who want to hear of a thread or a category. */
export async function selectFollowers(app: App, subjectIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct member_id as id from forum_follows where subject_id = any($1) order by id',
    [subjectIds],
  );
  return rows.map(({ id }) => id);
}

export interface DraftRow {
  place: string;
  title: string;
  markdown: string;
  savedAt: Date;
}

export async function upsertDraft(
  app: App,
  memberId: string,
  { place, title, markdown }: Omit<DraftRow, 'savedAt'>,
): Promise<void> {
  await app.db.query(
    `insert into forum_drafts (member_id, place, title, markdown) values ($1, $2, $3, $4)
     on conflict (member_id, place) do update set title = excluded.title, markdown = excluded.markdown, saved_at = now()`,
    [memberId, place, title, markdown],
  );
}

export async function selectDrafts(app: App, memberId: string, place?: string): Promise<DraftRow[]> {
  return app.db.query<DraftRow>(
    `select place, title, markdown, saved_at as "savedAt" from forum_drafts
      where member_id = $1 and ($2::text is null or place = $2) order by saved_at desc limit 50`,
    [memberId, place ?? null],
  );
}

export async function deleteDraft(app: App, memberId: string, place: string): Promise<void> {
  await app.db.send([
    { text: 'delete from forum_drafts where member_id = $1 and place = $2', values: [memberId, place] },
  ]);
}

export async function insertFile(app: App, fileId: string, memberId: string | null): Promise<void> {
  await app.db.query('insert into forum_files (file_id, member_id) values ($1, $2) on conflict do nothing', [
    fileId,
    memberId,
  ]);
}

/** Gives files to a post: those of its author that no other post has. Answers which. */
export async function claimFiles(
  app: App,
  fileIds: readonly string[],
  { memberId, postId }: { memberId: string | null; postId: string },
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `update forum_files set post_id = $3 where file_id = any($1) and (post_id = $3 or (post_id is null and member_id is not distinct from $2))
      returning file_id as id`,
    [fileIds, memberId, postId],
  );
  return rows.map(({ id }) => id);
}

/** Whose a file is, and where it stands. */
export async function selectFile(
  app: App,
  fileId: string,
): Promise<{ memberId: string | null; threadId: string | null; isShown: boolean } | undefined> {
  const [row] = await app.db.query<{ memberId: string | null; threadId: string | null; isShown: boolean }>(
    `select f.member_id as "memberId", p.thread_id as "threadId", coalesce(p.deleted_at is null and t.deleted_at is null, false) as "isShown"
      from forum_files f left join forum_posts p on p.id = f.post_id left join forum_threads t on t.id = p.thread_id where f.file_id = $1`,
    [fileId],
  );
  return row;
}
