import type { App } from '#platform/app/index.ts';
import { enqueueOut } from '#platform/outbox/index.ts';
import type { StoredFile } from '#platform/files/index.ts';
import type { OwnAccount, ReplyConnector, ReplyTarget } from '#connectors/kit/index.ts';
import { findPosts, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { ReplyPayload } from './domain.ts';
import { channelOf } from './sender.ts';
import { databaseNow, type ReplyRow } from './store.ts';

/** A reply with everything that was found for it. */
export interface Leaving {
  reply: ReplyRow;
  conversation: Conversation;
  post: StoredPost;
  connector: ReplyConnector;
  account: OwnAccount;
  files: readonly StoredFile[];
}

/** Puts a reply into the outbox, with the key under which the network will know it chosen for good. */
export async function leave(
  app: App,
  { reply, conversation, post, connector, account, files }: Leaving,
): Promise<void> {
  const decidedAt = await databaseNow(app);
  const payload: ReplyPayload = {
    network: conversation.network,
    accountId: account.id,
    origin: conversation.origin,
    text: reply.text,
    langs: post.langs.slice(0, 1),
    ...(post.isPrivate ? { isPrivate: true } : {}),
    author: reply.createdByName,
    ref: post.id.slice('post_'.length),
    ...(reply.isAutomatic ? { isAutomatic: true } : {}),
    ...(reply.envelope === null ? {} : { envelope: reply.envelope }),
    ...(files.length === 0
      ? {}
      : { files: files.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })) }),
    target: await targetOf(app, post),
    decidedAt: decidedAt.toISOString(),
  };
  await enqueueOut(app, {
    id: reply.id,
    channel: channelOf(conversation.network),
    lane: account.id,
    sequence: conversation.id,
    key: connector.newKey(decidedAt),
    payload,
    ...(reply.sendAt ? { sendAt: reply.sendAt } : {}),
  });
}

async function targetOf(app: App, post: StoredPost): Promise<ReplyTarget> {
  const revision = post.revision === null ? {} : { revision: post.revision };
  if (post.rootExternalId === null || post.rootExternalId === post.externalId) {
    return {
      externalId: post.externalId,
      ...revision,
      rootExternalId: post.externalId,
      ...(post.revision === null ? {} : { rootRevision: post.revision }),
    };
  }
  const [known] = await findPosts(app, post.origin, [post.rootExternalId]);
  const [root] = known ? await readStoredPosts(app, [known.id]) : [];
  const rootRevision = root?.revision ? { rootRevision: root.revision } : {};
  return { externalId: post.externalId, ...revision, rootExternalId: post.rootExternalId, ...rootRevision };
}
