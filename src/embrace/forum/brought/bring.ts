import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readMembers } from '#people/members/index.ts';
import { slugOfThread, tagsOf, type ThreadKind } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { catchUpSoon } from '../talk/change.ts';
import { selectPosts } from '../talk/posts-store.ts';
import {
  countCategories,
  countTags,
  countThread,
  insertThread,
  lockThreads,
  selectThread,
  touchByPosts,
  type ThreadRow,
} from '../talk/store.ts';
import { written, writtenTitle } from '../talk/written.ts';
import { insertBroughtPosts, type NewPost } from './store.ts';

/** A post as it was said elsewhere. */
export interface BroughtPost {
  memberId: string;
  markdown: string;
  at: Date;
  /** The post that it answers: its place among those that come with it, or the id of one that is here. */
  replyTo: number | string | null;
  isAccepted: boolean;
}

export interface BroughtThread {
  categoryId: string;
  title: string;
  kind: ThreadKind;
  tags: readonly string[];
  isClosed: boolean;
}

/** Why words would be refused here; undefined where they can come. */
export async function refusalOfWords(
  app: App,
  words: { title?: string; markdown?: string },
): Promise<string | undefined> {
  try {
    if (words.title !== undefined) writtenTitle(words.title);
    if (words.markdown !== undefined) await written(app, words.markdown);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/**
 * A thread from elsewhere with its posts, in the ambient transaction: dates stay, it is found by its words, and nobody is told of it, not
 * even the inbox. Answers the ids of the posts in their order. Throws what `written` throws.
 */
export async function bringThread(
  app: App,
  thread: BroughtThread,
  posts: readonly BroughtPost[],
): Promise<{ threadId: string; postIds: string[] }> {
  const [first] = posts;
  if (!first) throw forumErrors('forum.empty');
  const title = writtenTitle(thread.title);
  const author = (await readMembers(app, [first.memberId])).get(first.memberId);
  if (!author) throw forumErrors('forum.may_not');
  const threadId = newId('thr', first.at.getTime());
  const tags = tagsOf(thread.tags);
  await insertThread(app, {
    ...thread,
    id: threadId,
    title,
    slug: slugOfThread(title),
    tags,
    authorId: author.id,
    authorName: author.displayName,
    at: first.at,
  });
  await countTags(app, tags, 1);
  await countCategories(app, new Map([[thread.categoryId, { threads: 1, posts: 0 }]]));
  return { threadId, postIds: await bringPosts(app, threadId, posts) };
}

/** More posts for a thread that is here, behind the others; in the ambient transaction. Throws `forum.not_found`, and what `written` throws. */
export async function bringPosts(
  app: App,
  threadId: string,
  posts: readonly BroughtPost[],
): Promise<string[]> {
  const [thread] = await lockThreads(app, [threadId]);
  if (!thread) throw forumErrors('forum.not_found', { id: threadId });
  const rows = await rowsOf(app, thread, posts);
  await insertBroughtPosts(app, threadId, rows);
  const answers = rows.filter(({ acceptedBy }) => acceptedBy !== null).length;
  await countThread(app, threadId, { posts: rows.length, lastNumber: rows.length, answers });
  await touchByPosts(app, threadId);
  const { categoryId, deletedAt } = (await selectThread(app, threadId))!;
  if (deletedAt === null)
    await countCategories(app, new Map([[categoryId, { threads: 0, posts: rows.length }]]));
  catchUpSoon(app);
  await app.bus.publish('forum.changed', { threadId });
  return rows.map(({ id }) => id);
}

async function rowsOf(app: App, thread: ThreadRow, posts: readonly BroughtPost[]): Promise<NewPost[]> {
  const members = await readMembers(app, [...new Set(posts.map(({ memberId }) => memberId))]);
  const answered = posts.flatMap(({ replyTo }) => (typeof replyTo === 'string' ? [replyTo] : []));
  const here = new Map((await selectPosts(app, answered)).map((post) => [post.id, post]));
  const rows: NewPost[] = [];
  for (const [index, { memberId, markdown, at, replyTo, isAccepted }] of posts.entries()) {
    const member = members.get(memberId);
    if (!member) throw forumErrors('forum.may_not');
    const text = await written(app, markdown);
    const other = typeof replyTo === 'string' ? here.get(replyTo) : undefined;
    rows.push({
      id: newId('fpo', at.getTime()),
      number: thread.lastNumber + index + 1,
      authorId: memberId,
      authorName: member.displayName,
      markdown: text.markdown,
      html: text.html,
      replyTo:
        typeof replyTo === 'number'
          ? thread.lastNumber + replyTo + 1
          : other?.threadId === thread.id
            ? other.number
            : null,
      at,
      acceptedBy: isAccepted && thread.kind === 'question' ? thread.authorName : null,
    });
  }
  return rows;
}
