import type { Actor, App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import {
  cancelOut,
  confirmOutAbsent,
  confirmOutSent,
  enqueueOut,
  forgetOut,
  retryOut,
} from '#platform/outbox/index.ts';
import { readFiles, releaseFiles, type StoredFile, useFiles } from '#platform/files/index.ts';
import {
  connectorsPort,
  type OwnAccount,
  type Preflight,
  type ReplyConnector,
  type ReplyTarget,
} from '#connectors/kit/index.ts';
import { readStoredPosts, readPosts, findPosts, type StoredPost } from '#listen/posts/index.ts';
import {
  type Conversation,
  lockConversation,
  noteReplyQueued,
  type ReplyView,
  threadOf,
} from '#respond/inbox/index.ts';
import { askChecks, tellChecks } from './checks.ts';
import { ago, type ReplyPayload, sameText } from './domain.ts';
import { replyErrors } from './errors.ts';
import type { ReplyWish } from './wish.ts';
import { cancelOut, confirmOutAbsent, confirmOutSent, forgetOut, retryOut } from '#platform/outbox/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { connectorsPort, type Preflight } from '#connectors/kit/index.ts';
import { lockConversation, type ReplyView } from '#respond/inbox/index.ts';
import { replyErrors } from './errors.ts';
import { replyApprovalPort } from './ports.ts';
import { present } from './present.ts';
import {
  deleteReplies,
  type ReplyRow,
  selectOfConversation,
  selectReplies,
  selectReply,
  selectSince,
} from './store.ts';

/** Minutes in which the same text in the same conversation looks like a mistake. */
const SAME_TEXT_MINUTES = 10;

/**
 * Decides a reply: checks that it may and can be sent, chooses its key on the network for good, and puts it into the outbox. The
 * same request again gives the same reply.
 */
export async function queueReply(
  app: App,
  actor: Actor,
  conversationId: string,
  wish: ReplyWish,
): Promise<ReplyView> {
  const id = await app.db.transaction(async () => {
    const conversation = await lockConversation(app, conversationId);
    const repeated = await selectByKey(app, actor.id, wish.idempotencyKey);
    if (repeated) return mustBeSame(repeated, conversationId, wish);
    const post = await answeredPost(app, conversation, wish.postId);
    const { connector, account } = await speaker(app, conversation.network, wish.accountId);
    const wished = { conversation, post, account, wish };
    const overridden = await askChecks(app, actor, wished);
    const files = await filesFor(app, connector, wish);
    mustFit(connector.preflight(wish.text), conversation.network);
    if (!wish.isConfirmed) await mustBeNew(app, actor, conversationId, wish.text);
    const row = await enqueue(app, conversation, post, { connector, account, files }, wish);
    const undoId = await noteReplyQueued(app, actor, conversation, wish.thenStatus);
    if (files.length > 0)
      await useFiles(
        app,
        files.map(({ id }) => id),
        `reply:${row.id}`,
      );
    await insertReply(app, { ...row, undoId, createdBy: actor.id, createdByName: actor.name });
    await audit(app, actor, {
      action: 'reply.queued',
      subject: row.id,
      detail: { conversationId, postId: post.id, account: account.handle },
    });
    await tellChecks(app, actor, wished, row.id, overridden);
    await app.bus.publish('reply.changed', { replyId: row.id, conversationId, state: 'ready' });
    return row.id;
  });
  return readReply(app, id);
}

async function enqueue(
  app: App,
  conversation: Conversation,
  post: StoredPost,
  { connector, account, files }: { connector: ReplyConnector; account: OwnAccount; files: StoredFile[] },
  wish: ReplyWish,
): Promise<Omit<ReplyRow, 'undoId' | 'createdBy' | 'createdByName' | 'removedAt'>> {
  const decidedAt = await databaseNow(app);
  const payload: ReplyPayload = {
    network: conversation.network,
    accountId: account.id,
    origin: conversation.origin,
    text: wish.text,
    langs: post.langs.slice(0, 1),
    ...(post.isPrivate ? { isPrivate: true } : {}),
    ref: post.id.slice('post_'.length),
    ...(wish.envelope === undefined ? {} : { envelope: wish.envelope }),
    ...(files.length === 0
      ? {}
      : { files: files.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })) }),
    target: await targetOf(app, post),
    decidedAt: decidedAt.toISOString(),
  };
  const out = await enqueueOut(app, {
    channel: channelOf(conversation.network),
    lane: account.id,
    sequence: conversation.id,
    key: connector.newKey(decidedAt),
    payload,
    ...(wish.sendAt ? { sendAt: wish.sendAt } : {}),
  });
  return {
    id: out.id,
    conversationId: conversation.id,
    postId: post.id,
    accountId: account.id,
    accountHandle: account.handle,
    network: conversation.network,
    text: wish.text,
    envelope: wish.envelope ?? null,
    idempotencyKey: wish.idempotencyKey,
    state: 'ready',
    createdAt: decidedAt,
  };
}

/** Files of a reply, where the network takes them. Throws `reply.files_refused`, `file.not_found`. */
async function filesFor(
  app: App,
  { network, capabilities }: ReplyConnector,
  { fileIds = [], envelope }: ReplyWish,
): Promise<StoredFile[]> {
  if (envelope && !capabilities.envelope)
    throw replyErrors('reply.not_allowed', {
      reason: `Replies on ${network} have no subject and no copies.`,
    });
  if (fileIds.length === 0) return [];
  const files = await readFiles(app, [...new Set(fileIds)]);
  const limits = capabilities.files;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (!limits) throw replyErrors('reply.files_refused', { reason: `nothing can be attached on ${network}` });
  if (files.length < new Set(fileIds).size)
    throw replyErrors('reply.files_refused', { reason: 'one of the files is not there any more' });
  if (files.length > limits.most || bytes > limits.bytes) {
    const most = Math.floor(limits.bytes / 1024 ** 2);
    throw replyErrors('reply.files_refused', {
      reason: `together they may be ${limits.most} files and ${most} MB, and these are ${files.length} and ${Math.ceil(bytes / 1024 ** 2)} MB`,
    });
  }
  return files;
}

/** Conversations go for good: their replies and what the outbox holds of them too. Nothing of it leaves any more. */
export async function forgetReplies(app: App, conversationIds: readonly string[]): Promise<void> {
  const ids = await deleteReplies(app, conversationIds);
  await releaseFiles(
    app,
    ids.map((id) => `reply:${id}`),
  );
  await forgetOut(app, ids);
}

/** One reply with how far it got. Throws `reply.not_found`. */
export async function readReply(app: App, id: string): Promise<ReplyView> {
  const [view] = await present(app, [await mustFind(app, id)]);
  return view!;
}

/** Replies of a conversation, oldest first. */
export async function listConversationReplies(app: App, conversationId: string): Promise<ReplyView[]> {
  return present(app, await selectOfConversation(app, conversationId));
}

/** All replies, newest first. */
export async function listReplies(
  app: App,
  asked: { state?: ReplyRow['state'] | undefined; cursor?: string | undefined; limit: number },
): Promise<PageOf<ReplyView>> {
  const rows = await selectReplies(app, asked.state, asked.cursor, asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const items = await present(app, shown);
  return rows.length > asked.limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}

/** Replies decided since a time, the newest first. */
export async function readRepliesSince(app: App, since: Date, limit: number): Promise<ReplyRow[]> {
  return selectSince(app, since, limit);
}

/** Takes a reply back before it leaves; the conversation gets the status it had. Throws `outbox.wrong_state` when it is too late. */
export async function cancelReply(app: App, actor: Actor, id: string): Promise<ReplyView> {
  const { state, conversationId } = await mustFind(app, id);
  if (state === 'waiting') await withdraw(app, actor, id, conversationId);
  else await cancelOut(app, actor, id);
  return readReply(app, id);
}

/** Sends a failed reply again, under the same key. */
export async function retryReply(app: App, actor: Actor, id: string): Promise<ReplyView> {
  await mustFind(app, id);
  await retryOut(app, actor, id);
  return readReply(app, id);
}

/** A person looked: the uncertain reply stands. */
export async function confirmReplySent(
  app: App,
  actor: Actor,
  id: string,
  url: string | undefined,
): Promise<ReplyView> {
  await mustFind(app, id);
  await confirmOutSent(app, actor, id, url === undefined ? {} : { url });
  return readReply(app, id);
}

/** A person looked: the uncertain reply is not there. It is sent again, under the same key. */
export async function confirmReplyAbsent(app: App, actor: Actor, id: string): Promise<ReplyView> {
  await mustFind(app, id);
  await confirmOutAbsent(app, actor, id);
  return readReply(app, id);
}

/** Counting and preview by the network's own rules. */
export function preflightReply(app: App, network: string, text: string): Preflight {
  const connector = app.find(connectorsPort)?.replies.get(network);
  if (connector) return connector.preflight(text);
  return {
    verdict: 'forbidden',
    reason: `Nothing can be sent on ${network} from here.`,
    length: text.length,
    maxLength: 0,
    facets: [],
  };
}

async function mustFind(app: App, id: string): Promise<ReplyRow> {
  const reply = await selectReply(app, id);
  if (!reply) throw replyErrors('reply.not_found', { id });
  return reply;
}

/** It has not got as far as the outbox: whoever keeps it waiting lets it go. */
async function withdraw(app: App, actor: Actor, id: string, conversationId: string): Promise<void> {
  await app.db.transaction(async () => {
    await lockConversation(app, conversationId);
    await app.use(replyApprovalPort).withdraw(app, actor, id);
  });
}
