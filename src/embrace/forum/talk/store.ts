import type { App } from '#platform/app/index.ts';
import type { Hold, ThreadKind } from '../domain.ts';

export interface ThreadRow {
  id: string;
  categoryId: string;
  kind: ThreadKind;
  title: string;
  slug: string;
  tags: string[];
  authorId: string | null;
  authorName: string;
  closedAt: Date | null;
  closedReason: string | null;
  pinnedUntil: Date | null;
  closesAt: Date | null;
  closesAfter: number | null;
  opensAt: Date | null;
  posts: number;
  answers: number;
  lastNumber: number;
  reactions: number;
  solvedElsewhere: string | null;
  version: number;
  createdAt: Date;
  lastActivity: Date;
  lastAuthorId: string | null;
  lastAuthorName: string;
  deletedAt: Date | null;
  deletedReason: string | null;
  hold: Hold | null;
  mergedInto: string | null;
  hasPoll: boolean;
}

export const THREAD = `t.id, t.category_id as "categoryId", t.kind, t.title, t.slug, t.tags, t.author_id as "authorId", t.author_name as "authorName",
  t.closed_at as "closedAt", t.closed_reason as "closedReason", t.pinned_until as "pinnedUntil", t.closes_at as "closesAt", t.closes_after as "closesAfter", t.opens_at as "opensAt", t.posts, t.answers, t.last_number as "lastNumber", t.reactions,
  t.solved_elsewhere as "solvedElsewhere", t.version, t.created_at as "createdAt", t.last_activity as "lastActivity", t.last_author_id as "lastAuthorId",
  t.last_author_name as "lastAuthorName", t.deleted_at as "deletedAt", t.deleted_reason as "deletedReason", t.hold, t.merged_into as "mergedInto", t.has_poll as "hasPoll"`;

export interface NewThread extends Pick<
  ThreadRow,
  'id' | 'categoryId' | 'kind' | 'title' | 'slug' | 'authorId' | 'authorName'
> {
  tags: readonly string[];
  closesAfter?: number | null;
  isClosed?: boolean;
  /** When it was begun, where that is not now. */
  at?: Date;
}

export async function insertThread(app: App, row: NewThread): Promise<void> {
  await app.db.query(
    `insert into forum_threads (id, category_id, kind, title, slug, tags, author_id, author_name, last_author_id, last_author_name, closes_after, closed_at, created_at, last_activity)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8, $9, case when $10 then now() end, coalesce($11, now()), coalesce($11, now()))`,
    [
      row.id,
      row.categoryId,
      row.kind,
      row.title,
      row.slug,
      row.tags,
      row.authorId,
      row.authorName,
      row.closesAfter ?? null,
      row.isClosed ?? false,
      row.at ?? null,
    ],
  );
}

export async function selectThread(app: App, id: string): Promise<ThreadRow | undefined> {
  const [row] = await app.db.prepared<ThreadRow>(`select ${THREAD} from forum_threads t where t.id = $1`, [
    id,
  ]);
  return row;
}

export async function selectThreads(app: App, ids: readonly string[]): Promise<ThreadRow[]> {
  return app.db.query<ThreadRow>(`select ${THREAD} from forum_threads t where t.id = any($1)`, [ids]);
}

/**
 * In the order of their ids, so that two who lock several never wait for each other; locked until the transaction ends. Not as for a delete: who writes
 * a post twice checks its thread's key, and would wait here for somebody who waits for the post.
 */
export async function lockThreads(app: App, ids: readonly string[]): Promise<ThreadRow[]> {
  return app.db.prepared<ThreadRow>(
    `select ${THREAD} from forum_threads t where t.id = any($1) order by t.id for no key update`,
    [ids],
  );
}

/** The thread of a post, as it stands before somebody who moves the post just now is done. Undefined where there is no such post. */
export async function lockThreadOf(app: App, postId: string): Promise<ThreadRow | undefined> {
  const [row] = await app.db.prepared<ThreadRow>(
    `select ${THREAD} from forum_threads t where t.id = (select thread_id from forum_posts where id = $1) for no key update`,
    [postId],
  );
  return row;
}

/** What a change adds to the counts of a locked thread; the version goes up by itself. */
export interface ThreadCounts {
  posts?: number;
  answers?: number;
  reactions?: number;
  lastNumber?: number;
}

export async function countThread(app: App, id: string, add: ThreadCounts): Promise<void> {
  await app.db.query(
    `update forum_threads set posts = posts + $2, answers = answers + $3, reactions = reactions + $4, last_number = last_number + $5,
       version = version + 1 where id = $1`,
    [id, add.posts ?? 0, add.answers ?? 0, add.reactions ?? 0, add.lastNumber ?? 0],
  );
}

/** The thread goes on by one post: it moves to the top of the lists. */
export async function goOn(
  app: App,
  id: string,
  by: { id: string | null; name: string; at: Date | null },
): Promise<void> {
  const text = `update forum_threads set posts = posts + 1, last_number = last_number + 1, version = version + 1,
      last_activity = coalesce($4, now()), created_at = least(created_at, coalesce($4, now())), last_author_id = $2, last_author_name = $3 where id = $1`;
  await app.db.send([{ text, values: [id, by.id, by.name, by.at] }]);
}

/** The newest post that can still be read says when and by whom the thread went on last. */
export async function touchByPosts(app: App, id: string): Promise<void> {
  await app.db.query(
    `update forum_threads t set last_activity = p.created_at, last_author_id = p.author_id, last_author_name = p.author_name
       from (select created_at, author_id, author_name from forum_posts where thread_id = $1 and deleted_at is null
              order by created_at desc, number desc limit 1) p
      where t.id = $1`,
    [id],
  );
}

export async function updateThread(app: App, row: ThreadRow): Promise<void> {
  await app.db.query(
    `update forum_threads set category_id = $2, kind = $3, title = $4, slug = $5, tags = $6, closed_at = $7, closed_reason = $8,
       pinned_until = $9, solved_elsewhere = $10, deleted_at = $11, deleted_reason = $12, merged_into = $13, hold = $14, closes_at = $15, closes_after = $16, opens_at = $17, version = version + 1 where id = $1`,
    [
      row.id,
      row.categoryId,
      row.kind,
      row.title,
      row.slug,
      row.tags,
      row.closedAt,
      row.closedReason,
      row.pinnedUntil,
      row.solvedElsewhere,
      row.deletedAt,
      row.deletedReason,
      row.mergedInto,
      row.hold,
      row.closesAt,
      row.closesAfter,
      row.opensAt,
    ],
  );
}

/** Adds to the counts of categories, in the order of their ids. */
export async function countCategories(
  app: App,
  added: ReadonlyMap<string, { threads: number; posts: number }>,
): Promise<void> {
  for (const [id, { threads, posts }] of [...added].sort(([a], [b]) => (a < b ? -1 : 1)))
    await app.db.send([
      {
        text: 'update forum_categories set threads = threads + $2, posts = posts + $3 where id = $1',
        values: [id, threads, posts],
      },
    ]);
}

/** A thread has other tags: the rows of all of them are locked in one order, so that two never wait for each other. */
export async function recountTags(
  app: App,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  const all = [...new Set([...before, ...after])].sort();
  if (all.length === 0) return;
  await app.db.query(
    `insert into forum_tags (tag, threads) select tag, 0 from unnest($1::text[]) with ordinality as t (tag, n) order by n
     on conflict (tag) do update set threads = forum_tags.threads`,
    [all],
  );
  await app.db.query(
    `update forum_tags set threads = threads + (tag = any($2))::int - (tag = any($3))::int where tag = any($1)`,
    [all, after, before],
  );
  await app.db.query('delete from forum_tags where tag = any($1) and threads = 0', [all]);
}

/** Adds to how many threads have each tag, in the order of the tags; one that none has any more goes. */
export async function countTags(app: App, tags: readonly string[], by: 1 | -1): Promise<void> {
  const sorted = [...tags].sort();
  if (sorted.length === 0) return;
  if (by === 1)
    await app.db.query(
      `insert into forum_tags (tag, threads) select tag, 1 from unnest($1::text[]) with ordinality as t (tag, n) order by n
       on conflict (tag) do update set threads = forum_tags.threads + 1`,
      [sorted],
    );
  else {
    await app.db.query('select from forum_tags where tag = any($1) order by tag for update', [sorted]);
    await app.db.query('delete from forum_tags where tag = any($1) and threads <= 1', [sorted]);
    await app.db.query('update forum_tags set threads = threads - 1 where tag = any($1)', [sorted]);
  }
}
