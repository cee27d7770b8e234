import { placeOf } from '#lib/networks/index.ts';
import type { App } from '#platform/app/index.ts';
import { readFiles, type StoredFile } from '#platform/files/index.ts';
import {
  connectorsPort,
  type Envelope,
  type OwnAccount,
  type Preflight,
  type ReplyConnector,
} from '#connectors/kit/index.ts';
import { readPosts, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { type Conversation, threadOf } from '#respond/inbox/index.ts';
import { replyErrors } from './errors.ts';
import { speakerOf } from './row.ts';

/** The post that is answered, as long as it stands. Throws `reply.post_not_found`, `reply.post_deleted`. */
export async function answeredPost(
  app: App,
  conversation: Conversation,
  postId: string,
): Promise<StoredPost> {
  const [post] = await readStoredPosts(app, [postId]);
  if (!post || post.origin !== conversation.origin || threadOf(post) !== conversation.rootExternalId)
    throw replyErrors('reply.post_not_found');
  const [view] = await readPosts(app, [postId]);
  if (view?.deletedAt !== null) throw replyErrors('reply.post_deleted');
  return post;
}

/** Who speaks, and how. Throws `reply.network_unknown`, `reply.account_unknown`. */
export async function speaker(
  app: App,
  network: string,
  accountId: string,
): Promise<{ connector: ReplyConnector; account: OwnAccount }> {
  const connector = app.find(connectorsPort)?.replies.get(network);
  if (!connector) throw replyErrors('reply.network_unknown', { network });
  const account = await speakerOf(app, { network, accountId });
  if (!account) throw replyErrors('reply.account_unknown', { network });
  return { connector, account };
}

/** Throws `reply.too_long`, `reply.not_allowed`. */
export function mustFit(preflight: Preflight, network: string): void {
  const { verdict, reason, length, maxLength } = preflight;
  if (verdict === 'too-long') throw replyErrors('reply.too_long', { length, maxLength, network });
  if (verdict === 'forbidden')
    throw replyErrors('reply.not_allowed', { reason: reason ?? 'The network does not take this text.' });
}

/** Whether the network lets what was sent be taken back. */
export function mayTakeBack({ capabilities }: ReplyConnector, isPrivate = false): boolean {
  return isPrivate ? (capabilities.inPrivate?.delete ?? capabilities.delete) : capabilities.delete;
}

/** Files of a reply, where the network takes them. Throws `reply.files_refused`, `file.not_found`. */
export async function filesFor(
  app: App,
  { network, capabilities }: ReplyConnector,
  {
    fileIds = [],
    envelope,
  }: { fileIds?: readonly string[] | undefined; envelope?: Envelope | null | undefined },
): Promise<StoredFile[]> {
  if (envelope && !capabilities.envelope)
    throw replyErrors('reply.not_allowed', {
      reason: `Replies ${placeOf(network)} have no subject and no copies.`,
    });
  if (fileIds.length === 0) return [];
  const files = await readFiles(app, [...new Set(fileIds)]);
  const limits = capabilities.files;
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (!limits)
    throw replyErrors('reply.files_refused', { reason: `nothing can be attached ${placeOf(network)}` });
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
