import type { App } from '#platform/app/index.ts';
import type { Doer } from '../doer.ts';
import { type Hold, mayChange } from '../domain.ts';
import { catchUpSoon, lockPost, lockThread, mustBeAllowed, threadChanged } from './change.ts';
import { type Deletion, holdBy, noteModerated } from './moderated.ts';
import { markWaiting, type PostRow, selectPost, updateDeleted } from './posts-store.ts';
import { countCategories, countTags, countThread, touchByPosts, updateThread } from './store.ts';

/** Takes a post away, with the reason that readers see, or puts it back. The first post goes only with its thread. */
export async function deletePost(
  app: App,
  given: Doer,
  id: string,
  { isDeleted, reason, hold }: Deletion,
): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, post, category, here } = await lockPost(app, given, id);
    const doer = asAuthorOr(here, post.authorId);
    mustBeAllowed(post.number !== 1 && (here.isStaff || (isDeleted && mayChange(post, doer))));
    if ((post.deletedAt !== null) === isDeleted) return;
    const by = isDeleted ? -1 : 1;
    await updateDeleted(
      app,
      id,
      isDeleted ? { by: doer.name, reason, hold: hold === undefined ? holdBy(doer) : hold } : null,
    );
    await countThread(app, post.threadId, { posts: by, answers: post.acceptedAt === null ? 0 : by });
    // The posts of a thread that was taken away count for no category.
    if (thread.deletedAt === null)
      await countCategories(app, new Map([[category.id, { threads: 0, posts: by }]]));
    await touchByPosts(app, post.threadId);
    await noteModerated(app, doer, { thread, post, isDeleted, reason, isQueued: hold !== undefined });
    catchUpSoon(app);
    await threadChanged(app, doer, post.threadId, {
      action: isDeleted ? 'forum_post.deleted' : 'forum_post.restored',
      subject: id,
      detail: { reason },
    });
  });
}

/** A moderator of a group who takes away what he wrote himself does it as everybody does. */
const asAuthorOr = (here: Doer, authorId: string | null): Doer =>
  here.memberId !== null && here.memberId === authorId ? { ...here, isStaff: false } : here;

/** Takes a thread away with everything in it, or puts it back. */
export async function deleteThread(
  app: App,
  given: Doer,
  id: string,
  { isDeleted, reason, hold }: Deletion,
): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, here } = await lockThread(app, given, id);
    const doer = asAuthorOr(here, thread.authorId);
    // What was merged has no posts to come back with.
    mustBeAllowed(isDeleted || thread.mergedInto === null);
    mustBeAllowed(here.isStaff || (isDeleted && thread.authorId === doer.memberId && thread.posts <= 1));
    if ((thread.deletedAt !== null) === isDeleted) return;
    const by = isDeleted ? -1 : 1;
    const deletedAt = isDeleted ? await app.db.now() : null;
    await updateThread(app, {
      ...thread,
      deletedAt,
      deletedReason: isDeleted ? reason : null,
      hold: isDeleted ? (hold === undefined ? holdBy(doer) : hold) : null,
      mergedInto: null,
    });
    await countCategories(app, new Map([[thread.categoryId, { threads: by, posts: by * thread.posts }]]));
    await countTags(app, thread.tags, by);
    await noteModerated(app, doer, { thread, post: null, isDeleted, reason, isQueued: hold !== undefined });
    await markThread(app, id);
    const action = isDeleted ? 'forum_thread.deleted' : 'forum_thread.restored';
    await threadChanged(app, doer, id, { action, detail: { reason, title: thread.title } });
  });
}

/** Keeps a post from everybody but its author; the first one with its thread. Answers it as it is then. */
export async function holdPost(app: App, doer: Doer, post: PostRow): Promise<PostRow> {
  const rules: Doer = { ...doer, memberId: null, isStaff: true };
  const wish = { isDeleted: true, reason: '', hold: 'held' } as const;
  if (post.number === 1) await deleteThread(app, rules, post.threadId, wish);
  else await deletePost(app, rules, post.id, wish);
  return (await selectPost(app, post.id))!;
}

/** What waits is hidden now, or waits again; what its author took away stays as it is. */
export async function changeHold(
  app: App,
  doer: Doer,
  id: string,
  { hold, reason }: { hold: Hold; reason: string },
): Promise<void> {
  await app.db.transaction(async () => {
    const { thread, post } = await lockPost(app, doer, id);
    const isThread = post.number === 1;
    const before = isThread ? thread : post;
    if (before.hold === null || (before.hold === hold && before.deletedReason === reason)) return;
    if (isThread) await updateThread(app, { ...thread, hold, deletedReason: reason });
    else await updateDeleted(app, id, { by: doer.name, reason, hold });
    const action = isThread ? 'forum_thread.deleted' : 'forum_post.deleted';
    const subject = isThread ? thread.id : id;
    await threadChanged(app, doer, thread.id, { action, subject, detail: { reason } });
  });
}

/** All posts of a thread are looked at again by those who work behind. */
export async function markThread(app: App, id: string): Promise<void> {
  await markWaiting(app, id);
  catchUpSoon(app);
}
