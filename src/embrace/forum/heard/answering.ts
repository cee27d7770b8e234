import { addressOf } from '#platform/addresses/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { readableOf } from '#lib/markdown/index.ts';
import { type Receipt, SendRefused } from '#connectors/kit/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { staffDoer } from '../doer.ts';
import { pathOf } from '../domain.ts';
import { addPost } from '../talk/posts.ts';
import { findMade } from '../talk/posts.ts';
import { findPost, findThread, type PostRow } from '../talk/read.ts';
import { deletePost } from '../talk/removal.ts';

interface ThreadReply {
  key: string;
  postId: string;
  text: string;
  author: string | null;
}

/** The threads of this installation, as the connector of the community needs them. */
export function communityThreads(app: App) {
  const staff = staffDoer(systemActor);
  const receiptOf = async (post: PostRow): Promise<Receipt> => {
    const found = await findThread(app, staff, post.threadId);
    const path = found ? pathOf(found.thread, post.number) : '';
    return { externalId: post.id, url: addressOf(app, path), text: readableOf(post.html) };
  };
  return {
    async name() {
      const { isOpen, name } = await readCommunity(app);
      return isOpen ? name : undefined;
    },
    async put({ key, postId, text, author }: ThreadReply) {
      const target = await findPost(app, staff, postId);
      if (!target || target.thread.deletedAt !== null) return undefined;
      const doer = { ...staff, name: author ?? (await readCommunity(app)).name };
      const input = { markdown: text, replyTo: target.post.number, key };
      const { post } = await addPost(app, doer, target.thread.id, input).catch((error: unknown) => {
        // It is refused however often it is sent: a person has to look at it.
        if (error instanceof AppError && error.status < 500) throw new SendRefused(error.code, error.message);
        throw error;
      });
      return receiptOf(post);
    },
    async find(key: string) {
      const post = await findMade(app, staff, { key });
      return post && receiptOf(post);
    },
    async remove(id: string) {
      await deletePost(app, staff, id, { isDeleted: true, reason: 'taken back' }).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
    },
  };
}
