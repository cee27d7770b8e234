import type { Actor, App } from '#platform/app/index.ts';
import { filesOf, releaseFiles, useFiles } from '#platform/files/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Envelope } from '#connectors/kit/index.ts';
import { keepDraft, lockConversation, noteReplyNews, noteReplyQueued } from '#respond/inbox/index.ts';
import { HOLD_MS, outgoingNow } from './domain.ts';
import { replyErrors } from './errors.ts';
import { leave } from './leave.ts';
import { answeredPost, filesFor, mustFit, speaker } from './may.ts';
import { askChecks, tellChecks } from './checks.ts';
import {
  databaseNow,
  lockReply,
  type ReplyRow,
  selectOfConversation,
  updateState,
  updateWaiting,
  writeUndo,
} from './store.ts';
import { scheduleEndedPort } from './ports.ts';
import type { ReplyWish } from './wish.ts';

/**
 * Hands a reply that waited over to the outbox, with the words that were approved, in the ambient transaction; one with a schedule is kept until that
 * hands it over. It leaves after the few seconds in
 * which every reply can be taken back. Everything that a new reply is checked for is checked again. Throws `reply.not_waiting`, and what `queueReply` throws.
 */
export async function handOverReply(app: App, by: Actor, replyId: string, text: string): Promise<void> {
  const waiting = await mustWait(app, replyId);
  if (waiting.scheduleId === null)
    return leaveNow(app, by, { ...waiting, text, sendAt: await afterHold(app, waiting.sendAt) });
  await updateWaiting(app, replyId, { text, envelope: waiting.envelope });
  await updateState(app, replyId, 'scheduled', undefined);
  await tell(app, { ...waiting, state: 'scheduled' });
}

/** Puts what waited into the outbox, in the ambient transaction. */
export async function leaveNow(app: App, by: Actor, reply: ReplyRow): Promise<void> {
  const { id, text } = reply;
  const conversation = await lockConversation(app, reply.conversationId);
  const { network } = conversation;
  const post = await answeredPost(app, conversation, reply.postId);
  const author = authorOf(reply);
  const { connector, account } = await speaker(app, network, reply.accountId);
  const wished = { conversation, post, account, wish: wishOf(reply) };
  const overridden = await askChecks(app, author, wished);
  const files = (await filesOf(app, [`reply:${id}`])).get(`reply:${id}`) ?? [];
  mustFit(connector.preflight(text, post.isPrivate), network);
  await updateWaiting(app, id, { text, envelope: reply.envelope });
  await leave(app, { reply, conversation, post, connector, account, files });
  await updateState(app, id, 'ready', undefined);
  const outgoing = outgoingNow(await selectOfConversation(app, conversation.id));
  const queued = { thenStatus: reply.thenStatus, outgoing };
  await writeUndo(app, id, await noteReplyQueued(app, author, conversation, queued));
  await tellChecks(app, author, wished, id, overridden);
  await audit(app, by, {
    action: 'reply.queued',
    subject: id,
    detail: { conversationId: conversation.id, postId: post.id, account: account.handle },
  });
  await tell(app, { ...reply, state: 'ready' });
}

async function afterHold(app: App, sendAt: Date | null): Promise<Date> {
  const soonest = new Date((await databaseNow(app)).getTime() + HOLD_MS);
  return sendAt !== null && sendAt > soonest ? sendAt : soonest;
}

/** What waits is given up, in the ambient transaction; its author finds the words in the draft, unless something else stands there. */
export async function endWaitingReply(
  app: App,
  by: Pick<Actor, 'id' | 'name'>,
  replyId: string,
  action: string,
  because?: string,
): Promise<void> {
  const reply = await mustWait(app, replyId, ['waiting', 'scheduled']);
  await giveUp(app, by, reply, action, because);
  await keepDraft(app, reply.conversationId, reply.createdBy, reply.text);
  if (reply.scheduleId !== null) await app.find(scheduleEndedPort)?.(app, reply.scheduleId);
}

export async function giveUp(
  app: App,
  by: Pick<Actor, 'id' | 'name'>,
  reply: ReplyRow,
  action: string,
  because?: string,
): Promise<void> {
  await updateState(app, reply.id, 'cancelled', undefined);
  await releaseFiles(app, [`reply:${reply.id}`]);
  await noteWaiting(app, by, reply, action, { because });
  await tell(app, { ...reply, state: 'cancelled' });
}

/** Its author changes what waits, in the ambient transaction. Answers its files. Throws `reply.not_waiting`, and what `queueReply` throws. */
export async function reviseWaitingReply(
  app: App,
  by: Pick<Actor, 'id' | 'name'>,
  replyId: string,
  wish: {
    texts: readonly string[];
    envelope?: Envelope | null | undefined;
    fileIds?: readonly string[] | undefined;
  },
): Promise<{ envelope: Envelope | null; files: { name: string; sha256: string }[] }> {
  const reply = await mustWait(app, replyId);
  const { connector, account } = await speaker(app, reply.network, reply.accountId);
  const conversation = await lockConversation(app, reply.conversationId);
  const post = await answeredPost(app, conversation, reply.postId);
  for (const text of wish.texts) {
    mustFit(connector.preflight(text, post.isPrivate), reply.network);
    await askChecks(app, authorOf(reply), { conversation, post, account, wish: wishOf({ ...reply, text }) });
  }
  const envelope = wish.envelope === undefined ? reply.envelope : wish.envelope;
  const owner = `reply:${replyId}`;
  if (wish.fileIds) {
    const wanted = await filesFor(app, connector, { fileIds: wish.fileIds, envelope });
    await releaseFiles(app, [owner]);
    await useFiles(
      app,
      wanted.map(({ id }) => id),
      owner,
    );
  }
  await updateWaiting(app, replyId, { text: wish.texts[0]!, envelope });
  await tell(app, reply);
  await noteWaiting(app, by, reply, 'reply.revised');
  const files = (await filesOf(app, [owner])).get(owner) ?? [];
  return { envelope, files: files.map(({ name, sha256 }) => ({ name, sha256 })) };
}

/** A line in the conversation's history about a reply that waits, and its mark in the queue. */
export async function noteWaiting(
  app: App,
  by: Pick<Actor, 'id' | 'name'>,
  reply: Pick<ReplyRow, 'conversationId'>,
  action: string,
  more: { needsPerson?: boolean; because?: string | undefined } = {},
): Promise<void> {
  await noteReplyNews(app, by, {
    conversationId: reply.conversationId,
    outgoing: outgoingNow(await selectOfConversation(app, reply.conversationId)),
    action,
    ...more,
  });
}

async function mustWait(
  app: App,
  replyId: string,
  states: readonly ReplyRow['state'][] = ['waiting'],
): Promise<ReplyRow> {
  const reply = await lockReply(app, replyId);
  if (!reply) throw replyErrors('reply.not_found', { id: replyId });
  if (!states.includes(reply.state)) throw replyErrors('reply.not_waiting');
  return reply;
}

/** Whoever approves, the author speaks. What he had the right to set aside when he wrote it stays set aside. */
function authorOf({ createdBy, createdByName, overrides }: ReplyRow): Actor {
  const permissions = new Set(overrides.length > 0 ? ['*'] : []);
  return { kind: 'user', id: createdBy, name: createdByName, role: 'agent', permissions };
}

function wishOf({ sendAt, envelope, ...reply }: ReplyRow): ReplyWish {
  const { text, postId, accountId, idempotencyKey, thenStatus, overrides } = reply;
  return {
    text,
    postId,
    accountId,
    idempotencyKey,
    thenStatus,
    overrides,
    isConfirmed: true,
    ...(sendAt && { sendAt }),
    ...(envelope && { envelope }),
  };
}

async function tell(app: App, { id, conversationId, state }: ReplyRow): Promise<void> {
  await app.bus.publish('reply.changed', { replyId: id, conversationId, state });
}
