import type { App } from '#platform/app/index.ts';
import type { Hold, Reaction } from '../domain.ts';
import { type BareCategory, categoryNamed } from './categories-store.ts';

export interface PostRow {
  id: string;
  threadId: string;
  number: number;
  authorId: string | null;
  authorName: string;
  markdown: string;
  html: string;
  replyTo: number | null;
  revision: number;
  editedAt: Date | null;
  createdAt: Date;
  deletedAt: Date | null;
  deletedBy: string | null;
  deletedReason: string | null;
  hold: Hold | null;
  reactions: Partial<Record<Reaction, number>>;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  /** Others may change it, too. */
  isWiki: boolean;
  /** How many people changed what it says. */
  editors: number;
}

export const POST = `id, thread_id as "threadId", number, author_id as "authorId", author_name as "authorName", markdown, html, reply_to as "replyTo", revision,
  edited_at as "editedAt", created_at as "createdAt", deleted_at as "deletedAt", deleted_by as "deletedBy", deleted_reason as "deletedReason", hold, reactions,
  accepted_at as "acceptedAt", accepted_by as "acceptedBy", is_wiki as "isWiki", editors`;

export type NewPost = Pick<
  PostRow,
  'id' | 'threadId' | 'number' | 'authorId' | 'authorName' | 'markdown' | 'html' | 'replyTo'
> & { formId: string | null; key: string | null; at: Date | null };

export async function insertPost(app: App, row: NewPost): Promise<PostRow> {
  const [made] = await app.db.prepared<PostRow>(
    `insert into forum_posts (id, thread_id, number, author_id, author_name, markdown, html, reply_to, form_id, key, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, coalesce($11, now())) returning ${POST}`,
    [
      row.id,
      row.threadId,
      row.number,
      row.authorId,
      row.authorName,
      row.markdown,
      row.html,
      row.replyTo,
      row.formId,
      row.key,
      row.at,
    ],
  );
  return made!;
}

export async function selectPost(app: App, id: string): Promise<PostRow | undefined> {
  const [row] = await app.db.prepared<PostRow>(`select ${POST} from forum_posts where id = $1`, [id]);
  return row;
}

/** A post with a category as it is now. */
export async function selectPlaced(
  app: App,
  id: string,
  categoryId: string,
): Promise<(PostRow & { category: BareCategory | null }) | undefined> {
  const [row] = await app.db.prepared<PostRow & { category: BareCategory | null }>(
    `select ${POST}, ${categoryNamed('$2')} as category from forum_posts where id = $1`,
    [id, categoryId],
  );
  return row;
}

/** A category as it is now, and whether a post of a thread has a number. */
export async function selectPlace(
  app: App,
  asked: { categoryId: string; threadId: string; number: number | null },
): Promise<{ category: BareCategory | null; hasNumber: boolean }> {
  const [row] = await app.db.prepared<{ category: BareCategory | null; hasNumber: boolean }>(
    `select ${categoryNamed('$1')} as category, exists (select from forum_posts where thread_id = $2 and number = $3) as "hasNumber"`,
    [asked.categoryId, asked.threadId, asked.number],
  );
  return row!;
}

export async function selectPosts(app: App, ids: readonly string[]): Promise<PostRow[]> {
  return app.db.query<PostRow>(`select ${POST} from forum_posts where id = any($1)`, [ids]);
}

/** What a form or the outbox has made already. */
export async function selectMade(
  app: App,
  made: { authorId: string | null; formId: string | null } | { key: string },
): Promise<PostRow | undefined> {
  const [row] =
    'key' in made
      ? await app.db.prepared<PostRow>(`select ${POST} from forum_posts where key = $1`, [made.key])
      : await app.db.prepared<PostRow>(
          `select ${POST} from forum_posts where author_id = $1 and form_id = $2`,
          [made.authorId, made.formId],
        );
  return row;
}

/** Posts of a thread by their numbers, the deleted ones included. */
export async function selectNumbers(
  app: App,
  threadId: string,
  { first, last }: { first: number; last: number },
): Promise<PostRow[]> {
  return app.db.query<PostRow>(
    `select ${POST} from forum_posts where thread_id = $1 and number between $2 and $3 order by number`,
    [threadId, first, last],
  );
}

/** Accepted answers, in the order of the thread. */
export async function selectAnswers(app: App, threadId: string): Promise<PostRow[]> {
  return app.db.query<PostRow>(
    `select ${POST} from forum_posts where thread_id = $1 and accepted_at is not null and deleted_at is null order by number`,
    [threadId],
  );
}

/** Members who wrote in a thread, those of deleted posts included. */
export async function selectWriters(app: App, threadId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct author_id as id from forum_posts where thread_id = $1 and author_id is not null order by 1 limit 500',
    [threadId],
  );
  return rows.map(({ id }) => id);
}

/** The newest posts that can be read in a thread, or by an author in threads of these categories, newest first. */
export async function selectNewest(
  app: App,
  asked: {
    threadId?: string;
    authorId?: string;
    categories?: readonly string[];
    before?: string;
    limit: number;
  },
): Promise<PostRow[]> {
  return app.db.query<PostRow>(
    `select ${POST} from forum_posts where deleted_at is null and ($1::text is null or thread_id = $1) and ($2::text is null or author_id = $2)
       and ($3::text is null or id < $3) and ($5::text[] is null or exists (
         select from forum_threads t where t.id = thread_id and t.deleted_at is null and t.category_id = any($5)))
      order by id desc limit $4`,
    [
      asked.threadId ?? null,
      asked.authorId ?? null,
      asked.before ?? null,
      asked.limit,
      asked.categories ?? null,
    ],
  );
}

/** Answers false where somebody changed it since. */
export async function updateWords(
  app: App,
  row: { id: string; markdown: string; html: string; revision: number },
): Promise<boolean> {
  const changed = await app.db.query(
    `update forum_posts set markdown = $2, html = $3, revision = revision + 1, edited_at = now(), is_waiting = true
      where id = $1 and revision = $4 returning 1`,
    [row.id, row.markdown, row.html, row.revision],
  );
  return changed.length > 0;
}

export async function updateDeleted(
  app: App,
  id: string,
  deleted: { by: string; reason: string; hold: Hold | null } | null,
): Promise<void> {
  await app.db.query(
    `update forum_posts set deleted_at = case when $2 then now() end, deleted_by = $3, deleted_reason = $4, hold = $5, is_waiting = true where id = $1`,
    [id, deleted !== null, deleted?.by ?? null, deleted?.reason ?? null, deleted?.hold ?? null],
  );
}

/** Whether it became so now. */
export async function updateAccepted(app: App, id: string, by: string | null): Promise<boolean> {
  const changed = await app.db.query(
    `update forum_posts set accepted_at = case when $2::text is not null then now() end, accepted_by = $2
      where id = $1 and (accepted_at is null) = ($2::text is not null) returning 1`,
    [id, by],
  );
  return changed.length > 0;
}

export interface RevisionRow {
  revision: number;
  markdown: string;
  title: string | null;
  byId: string | null;
  byName: string;
  at: Date;
}

export async function insertRevision(
  app: App,
  row: {
    postId: string;
    revision: number;
    markdown: string;
    title: string | null;
    by: { id: string; name: string };
  },
): Promise<void> {
  await app.db.query(
    `insert into forum_revisions (post_id, revision, markdown, title, by_id, by_name) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [row.postId, row.revision, row.markdown, row.title, row.by.id, row.by.name],
  );
}

/** Counts who changed what a post says, once a change is kept. */
export async function countEditors(app: App, id: string): Promise<void> {
  await app.db.query(
    `update forum_posts set editors = (select count(distinct by_id) from forum_revisions where post_id = $1 and title is null) where id = $1`,
    [id],
  );
}

export async function updateWiki(app: App, id: string, isWiki: boolean): Promise<void> {
  await app.db.query('update forum_posts set is_wiki = $2 where id = $1', [id, isWiki]);
}

/** What it said before, the oldest first; `byName` is who changed it. */
export async function selectRevisions(app: App, postId: string): Promise<RevisionRow[]> {
  return app.db.query<RevisionRow>(
    `select revision, markdown, title, by_id as "byId", by_name as "byName", at from forum_revisions where post_id = $1 order by revision`,
    [postId],
  );
}

/** Adds or takes a reaction; answers whether anything changed. Counted on the post and its locked thread in the same statement. */
export async function changeReaction(
  app: App,
  reaction: { postId: string; threadId: string; memberId: string; kind: Reaction; isOn: boolean },
): Promise<boolean> {
  const { postId, threadId, memberId, kind, isOn } = reaction;
  const change = isOn
    ? 'insert into forum_reactions (post_id, member_id, kind) values ($1, $2, $3) on conflict do nothing'
    : 'delete from forum_reactions where post_id = $1 and member_id = $2 and kind = $3';
  const changed = await app.db.prepared(
    `with changed as (${change} returning 1),
       post as (update forum_posts set reactions = jsonb_set(reactions, array[$3::text], to_jsonb(coalesce((reactions ->> $3::text)::int, 0) + $4::int))
         where id = $1 and exists (select from changed)),
       thread as (update forum_threads set reactions = reactions + $4::int, version = version + 1 where id = $5 and exists (select from changed))
     select from changed`,
    [postId, memberId, kind, isOn ? 1 : -1, threadId],
  );
  return changed.length > 0;
}

export async function replaceMentions(app: App, postId: string, memberIds: readonly string[]): Promise<void> {
  await app.db.query('delete from forum_mentions where post_id = $1 and not member_id = any($2)', [
    postId,
    memberIds,
  ]);
  await insertMentions(app, postId, memberIds);
}

export async function insertMentions(app: App, postId: string, memberIds: readonly string[]): Promise<void> {
  const text =
    'insert into forum_mentions (post_id, member_id) select $1, id from unnest($2::text[]) as m (id) on conflict do nothing';
  if (memberIds.length > 0) await app.db.send([{ text, values: [postId, memberIds] }]);
}

/** Gives posts another place: id → thread and number, and the number that each answers. */
export async function movePosts(
  app: App,
  rows: readonly { id: string; threadId: string; number: number; replyTo: number | null }[],
): Promise<void> {
  await app.db.query('set constraints forum_posts_thread_id_number_key deferred');
  await app.db.query(
    `update forum_posts p set thread_id = m."threadId", number = m.number, reply_to = m."replyTo", is_waiting = true
       from jsonb_to_recordset($1::jsonb) as m (id text, "threadId" text, number int, "replyTo" int) where p.id = m.id`,
    [JSON.stringify(rows)],
  );
}

/** All posts of a thread without their words. */
export async function selectPlaces(
  app: App,
  threadId: string,
): Promise<
  (Pick<PostRow, 'id' | 'number' | 'replyTo' | 'authorId' | 'authorName' | 'deletedAt' | 'acceptedAt'> & {
    reactionCount: number;
  })[]
> {
  return app.db.query(
    `select id, number, reply_to as "replyTo", author_id as "authorId", author_name as "authorName", deleted_at as "deletedAt", accepted_at as "acceptedAt",
       (select coalesce(sum(value::int), 0)::int from jsonb_each_text(reactions)) as "reactionCount"
      from forum_posts where thread_id = $1 order by number`,
    [threadId],
  );
}

/** Every post of a thread is heard and indexed anew. */
export async function markWaiting(app: App, threadId: string): Promise<void> {
  await app.db.query('update forum_posts set is_waiting = true where thread_id = $1', [threadId]);
}

/** What was an answer elsewhere is none here. */
export async function takeBackAnswers(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query('update forum_posts set accepted_at = null, accepted_by = null where id = any($1)', [
    ids,
  ]);
}
