import type { App } from '#platform/app/index.ts';
import { filesOf, presentFile } from '#platform/files/index.ts';
import { type OutRow, readOut } from '#platform/outbox/index.ts';
import { type PostView, readPosts } from '#listen/posts/index.ts';
import type { ReplyView } from '#respond/inbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { selectDeliveries } from './deliveries-store.ts';
import { mayTakeBack } from './may.ts';
import type { ReplyRow } from './store.ts';

/** Replies with how far they got. */
export async function present(app: App, replies: readonly ReplyRow[]): Promise<ReplyView[]> {
  const rows = new Map(
    (
      await readOut(
        app,
        replies.map((reply) => reply.id),
      )
    ).map((row) => [row.id, row]),
  );
  const posts = await readPosts(app, [...new Set(replies.map((reply) => reply.postId))]);
  const ids = replies.map(({ id }) => id);
  const files = await filesOf(
    app,
    ids.map((id) => `reply:${id}`),
  );
  const deliveries = Map.groupBy(await selectDeliveries(app, ids), ({ replyId }) => replyId);
  const answered = new Map(posts.map((post) => [post.id, post]));
  const now = app.clock.now();
  return replies.map((reply) => ({
    ...viewOf(reply, rows.get(reply.id), now),
    canBeTakenBack: canBeTakenBack(app, reply, answered.get(reply.postId)),
    answers: beginningOf(answered.get(reply.postId)),
    envelope: reply.envelope,
    files: (files.get(`reply:${reply.id}`) ?? []).map(presentFile),
    deliveries: (deliveries.get(reply.id) ?? []).map(({ state, recipient, reason, at }) => ({
      state,
      recipient: recipient || null,
      reason,
      at: at.toISOString(),
    })),
  }));
}

function canBeTakenBack(app: App, { network }: ReplyRow, post: PostView | undefined): boolean {
  const connector = app.find(connectorsPort)?.replies.get(network);
  return connector !== undefined && mayTakeBack(connector, post?.isPrivate);
}

const SHOWN_CHARACTERS = 200;

/** Enough of a post to know which one it is. */
function beginningOf(post: PostView | undefined): ReplyView['answers'] {
  if (!post) return null;
  const { author, text } = post;
  return {
    author: author.displayName || (author.handle === null ? '' : `@${author.handle}`),
    text: Array.from(text.slice(0, 2 * SHOWN_CHARACTERS))
      .slice(0, SHOWN_CHARACTERS)
      .join(''),
  };
}

function viewOf(
  reply: ReplyRow,
  row: OutRow | undefined,
  now: Date,
): Omit<ReplyView, 'answers' | 'canBeTakenBack' | 'envelope' | 'files' | 'deliveries'> {
  const isWaiting = row?.state === 'ready' && row.notBefore > now;
  return {
    id: reply.id,
    conversationId: reply.conversationId,
    postId: reply.postId,
    account: { id: reply.accountId, handle: reply.accountHandle, network: reply.network },
    text: reply.text,
    state: row?.state ?? reply.state,
    problem: row?.problem ?? null,
    attempts: row?.attempts ?? 0,
    nextAttemptAt: isWaiting ? row.notBefore.toISOString() : null,
    createdBy: { id: reply.createdBy, name: reply.createdByName },
    createdAt: reply.createdAt.toISOString(),
    sentAt: row?.sentAt?.toISOString() ?? null,
    receipt: receiptView(row?.receipt ?? null),
    removedAt: reply.removedAt?.toISOString() ?? null,
    isAutomatic: reply.isAutomatic,
  };
}

function receiptView(receipt: OutRow['receipt']): ReplyView['receipt'] {
  if (!receipt) return null;
  const { externalId, url } = receipt;
  return {
    externalId: typeof externalId === 'string' ? externalId : '',
    url: typeof url === 'string' ? url : null,
  };
}
