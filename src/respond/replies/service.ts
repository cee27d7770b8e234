import { placeOf } from '#lib/networks/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { cancelOut, confirmOutAbsent, confirmOutSent, forgetOut, retryOut } from '#platform/outbox/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { connectorsPort, type Preflight } from '#connectors/kit/index.ts';
import { lockConversation, type ReplyView } from '#respond/inbox/index.ts';
import { replyErrors } from './errors.ts';
import { replyApprovalPort } from './ports.ts';
import { present } from './present.ts';
import {
  deleteReplies,
  selectByIds,
  type ReplyRow,
  selectOfConversation,
  selectReplies,
  selectReply,
  selectSince,
} from './store.ts';

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

/** Replies by id, in no particular order; unknown ids are left out. */
export async function readReplies(app: App, ids: readonly string[]): Promise<ReplyView[]> {
  return ids.length === 0 ? [] : present(app, await selectByIds(app, ids));
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
  if (state === 'waiting' || state === 'scheduled') await withdraw(app, actor, id, conversationId);
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
export function preflightReply(app: App, network: string, text: string, isPrivate = false): Preflight {
  const connector = app.find(connectorsPort)?.replies.get(network);
  if (connector) return connector.preflight(text, isPrivate);
  return {
    verdict: 'forbidden',
    reason: `Nothing can be sent ${placeOf(network)} from here.`,
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
