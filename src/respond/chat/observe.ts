import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { useFiles } from '#platform/files/index.ts';
import type { PostObserver } from '#listen/intake/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import { isOfChat } from './messages.ts';
import { blankMessages, deleteByPosts, insertMessage, notePosts, selectByPost } from './messages-store.ts';
import { tellTakenBack } from './rooms.ts';
import { deleteEmptied, lockByRoot, updateVisit } from './visits-store.ts';
import './events.ts';

/** Keeps rooms and stored posts in step, inside intake's transaction: what came by mail is said in the room, what goes there goes here. */
export const chatObserver: PostObserver = {
  async onPostsStored(app, posts) {
    const ours = posts.filter(({ origin }) => isOfChat(origin));
    if (ours.length === 0) return;
    const known = await notePosts(
      app,
      ours.map(({ externalId, id }) => ({ externalId, postId: id })),
    );
    for (const post of ours)
      if (!known.has(post.externalId) && !post.isOwn && post.isNew) await enterFromMail(app, post);
  },
  async onPostsDeleted(app, postIds) {
    await forget(app, await blankMessages(app, 'post_id', postIds));
  },
  async onPostsRemoved(app, postIds) {
    await forget(app, await deleteByPosts(app, postIds));
  },
};

/** The visitor answered our mail. */
async function enterFromMail(app: App, post: StoredPost): Promise<void> {
  const visit = await lockByRoot(app, post.rootExternalId ?? post.externalId);
  if (!visit || (await selectByPost(app, post.id))) return;
  const fileIds = post.media.flatMap(({ fileId }) => fileId ?? []);
  const row = await insertMessage(app, {
    id: newId('cmsg'),
    visitId: visit.id,
    seq: visit.lastSeq + 1,
    sender: 'visitor',
    authorName: visit.name,
    text: post.text,
    fileIds,
    postId: post.id,
    isByMail: true,
  });
  await useFiles(app, fileIds, `chat:${row.id}`);
  // Whoever answers our mail has read it.
  const readSeq = Math.max(visit.readSeq, visit.mailedSeq);
  await updateVisit(app, visit.id, { lastSeq: row.seq, readSeq, mailRevision: post.revision });
  await app.bus.publish('chat.said', { visitId: visit.id, seq: row.seq });
}

/** A visit of which nothing is left that its visitor said goes whole, with name, address and page. */
async function forget(app: App, gone: readonly { id: string; visitId: string }[]): Promise<void> {
  if (gone.length === 0) return;
  await tellTakenBack(app, gone);
  await tellTakenBack(app, await deleteEmptied(app, [...new Set(gone.map(({ visitId }) => visitId))]));
}
