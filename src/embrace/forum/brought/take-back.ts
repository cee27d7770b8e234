import type { App } from '#platform/app/index.ts';
import { catchUpSoon } from '../talk/change.ts';
import { noteWords } from '../search/index-posts.ts';
import { countCategories, countTags, countThread, selectThreads, touchByPosts } from '../talk/store.ts';
import { deleteBrought, deleteThreads, lockWholeThreads, selectLeaving } from './store.ts';

/**
 * Takes posts that were brought over away again, in the ambient transaction, as if they had never been here. A thread in which somebody
 * wrote since, or that was merged or split, or has a poll, stays whole when it came along (`madeThreads`); from others the posts go. Answers the posts
 * that stay.
 */
export async function takeBackBrought(
  app: App,
  postIds: readonly string[],
  madeThreads: ReadonlySet<string>,
): Promise<string[]> {
  const whole = await lockWholeThreads(app, postIds);
  const stays = (threadId: string) => madeThreads.has(threadId) && whole.get(threadId) === false;
  const all = await selectLeaving(app, postIds);
  const leaving = all.filter(({ threadId }) => !stays(threadId));
  await noteWords(
    app,
    leaving.map(({ words }) => ({ before: words, after: [] })),
  );
  await deleteBrought(
    app,
    leaving.map(({ id }) => id),
  );
  const gone: string[] = [];
  for (const thread of await selectThreads(app, [...new Set(leaving.map(({ threadId }) => threadId))])) {
    const posts = leaving.filter(({ threadId, isGone }) => threadId === thread.id && !isGone);
    const isRemoved = madeThreads.has(thread.id);
    const answers = posts.filter(({ isAccepted }) => isAccepted).length;
    if (thread.deletedAt === null) {
      const counts = { threads: isRemoved ? -1 : 0, posts: -posts.length };
      await countCategories(app, new Map([[thread.categoryId, counts]]));
    }
    if (isRemoved && thread.deletedAt === null) await countTags(app, thread.tags, -1);
    if (isRemoved) gone.push(thread.id);
    else {
      await countThread(app, thread.id, { posts: -posts.length, answers: -answers });
      await touchByPosts(app, thread.id);
    }
    await app.bus.publish('forum.changed', { threadId: thread.id });
  }
  await deleteThreads(app, gone);
  catchUpSoon(app);
  return all.filter(({ threadId }) => stays(threadId)).map(({ id }) => id);
}
