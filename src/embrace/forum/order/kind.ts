import type { Actor, App } from '#platform/app/index.ts';
import { wordsOfHtml } from '#lib/markdown/index.ts';
import type { FavourSource, Moderated, ModeratedKind } from '#embrace/moderation/index.ts';
import { type Doer, staffDoer } from '../doer.ts';
import { pathOf } from '../domain.ts';
import { tellPosted, tellThread } from '../talk/hooks.ts';
import { findPost, findPosts, type PostRow, type ThreadRow } from '../talk/read.ts';
import { changeHold, deletePost, deleteThread } from '../talk/removal.ts';
import { selectThread, selectThreads } from '../talk/store.ts';
import { tellSoon } from '../telling/tell.ts';
import { selectFavours, selectRecent } from './store.ts';

/** Posts as they are moderated; the first one of a thread stands for the thread. */
export const forumPosts: ModeratedKind = {
  kind: 'post',
  read: readPosts,
  mayRead: async (app, memberId, id) => (await findPost(app, { memberId, isStaff: false }, id)) !== undefined,
  async hide(app, id, by, reason, isHeld) {
    const found = await find(app, id);
    if (!found) return;
    const hold = isHeld ? 'held' : 'hidden';
    if (found.isGone) return changeHold(app, doerOf(by), id, { reason, hold });
    const wish = { isDeleted: true, reason, hold } as const;
    if (found.post.number === 1) await deleteThread(app, doerOf(by), found.thread.id, wish);
    else await deletePost(app, doerOf(by), id, wish);
  },
  async restore(app, id, by) {
    const found = await find(app, id);
    const hold = found && holdOf(found);
    // What its author deleted meanwhile stays so.
    if (!found || !hold) return;
    const wish = { isDeleted: false, reason: '', hold: null };
    if (found.post.number === 1) await deleteThread(app, doerOf(by), found.thread.id, wish);
    else await deletePost(app, doerOf(by), id, wish);
    if (hold === 'held') await tellForTheFirstTime(app, found);
  },
  async recent(app, since, limit) {
    const posts = await findPosts(app, await selectRecent(app, since, limit));
    const at = new Map(posts.map((post) => [post.id, post.createdAt]));
    return (await present(app, posts)).map((one) => ({ ...one, at: at.get(one.id)! }));
  },
};

/** Who thanked whom in the forum; provide it for `favoursPort`. */
export const forumFavours: FavourSource = { of: 'answers', read: selectFavours };

const doerOf = (by: Actor): Doer => staffDoer(by);

interface Found {
  post: PostRow;
  thread: ThreadRow;
  isGone: boolean;
}

async function find(app: App, id: string): Promise<Found | undefined> {
  const [post] = await findPosts(app, [id]);
  const thread = post && (await selectThread(app, post.threadId));
  return post && thread && { post, thread, isGone: post.deletedAt !== null || thread.deletedAt !== null };
}

const holdOf = ({ post, thread }: Found) => (post.number === 1 ? thread.hold : post.hold);

async function readPosts(app: App, ids: readonly string[]): Promise<Moderated[]> {
  return present(app, await findPosts(app, ids));
}

async function present(app: App, posts: readonly PostRow[]): Promise<Moderated[]> {
  const rows = await selectThreads(app, [...new Set(posts.map(({ threadId }) => threadId))]);
  const threads = new Map(rows.map((row) => [row.id, row]));
  return posts.flatMap((post) => {
    const thread = threads.get(post.threadId);
    if (!thread) return [];
    return {
      id: post.id,
      memberId: post.authorId,
      path: pathOf(thread, post.number),
      // Its words may be somebody else's: the history tells, and an earlier version can be taken up again.
      title: post.isWiki && post.editors > 0 ? `${thread.title} (Wiki)` : thread.title,
      text: wordsOfHtml(post.html),
      html: post.html,
      isShown: post.deletedAt === null && thread.deletedAt === null,
    };
  });
}

/** Nobody has heard of it yet. */
async function tellForTheFirstTime(app: App, { post, thread }: Found): Promise<void> {
  await tellSoon(app, post.id);
  if (post.number === 1) await tellThread(app, thread);
  else await tellPosted(app, thread, post);
  await app.bus.publish('forum.posted', { threadId: thread.id, postId: post.id, number: post.number });
}
