import type { Actor, App } from '#platform/app/index.ts';
import { placesIn } from '#lib/templates/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { useFiles } from '#platform/files/index.ts';
import {
  type Conversation,
  lockConversation,
  noteAutomaticReply,
  noteReplyQueued,
  noteReplyWaiting,
  type ReplyView,
} from '#respond/inbox/index.ts';
import { askChecks, tellChecks } from './checks.ts';
import { ago, outgoingNow, sameText } from './domain.ts';
import { replyErrors } from './errors.ts';
import { leave, type Leaving } from './leave.ts';
import { answeredPost, filesFor, mustFit, speaker } from './may.ts';
import { type ReplyObjection, replyApprovalPort } from './ports.ts';
import { readReply } from './service.ts';
import {
  databaseNow,
  insertReply,
  type ReplyRow,
  selectByKey,
  selectOfConversation,
  selectRecent,
  writeUndo,
} from './store.ts';
import type { ReplyWish } from './wish.ts';

type Overridden = ReplyObjection & { reason: string };

/** Minutes in which the same text in the same conversation looks like a mistake. */
const SAME_TEXT_MINUTES = 10;

/**
 * Decides a reply: checks that it may and can be sent, and puts it into the outbox, or lets it wait for an approval. The same request again
 * gives the same reply.
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
    const { overridden, ...sendable } = await mustBeSendable(app, actor, conversation, wish);
    const { account, files } = sendable;
    if (!wish.isConfirmed) await mustBeNew(app, actor, conversationId, wish.text);
    const reply = newReply(actor, wish, { conversation, account, createdAt: await databaseNow(app) });
    await useFiles(
      app,
      files.map((file) => file.id),
      `reply:${reply.id}`,
    );
    await decide(app, actor, { reply, conversation, ...sendable }, wish, overridden);
    return reply.id;
  });
  return readReply(app, id);
}

/** Asks what `queueReply` would ask, without deciding anything; throws what it would throw. */
export async function tryReply(
  app: App,
  actor: Actor,
  conversation: Conversation,
  wish: Omit<ReplyWish, 'idempotencyKey' | 'isConfirmed'>,
): Promise<void> {
  await mustBeSendable(app, actor, conversation, { ...wish, idempotencyKey: '', isConfirmed: true });
}

/**
 * Asks for the approval of a reply that leaves later, with the conversation locked, in the ambient transaction. Answers the id of the reply that
 * waits, or null when it needs no approval; then nothing is kept. Throws what `queueReply` throws.
 */
export async function askAhead(
  app: App,
  actor: Actor,
  conversation: Conversation,
  wish: Omit<ReplyWish, 'idempotencyKey' | 'isConfirmed'> & { scheduleId: string },
): Promise<string | null> {
  const whole = { ...wish, idempotencyKey: newId('ask'), isConfirmed: true };
  const { overridden: _, ...sendable } = await mustBeSendable(app, actor, conversation, whole);
  const { account, files } = sendable;
  const reply = newReply(actor, whole, { conversation, account, createdAt: await databaseNow(app) });
  const leaving = { reply, conversation, ...sendable };
  if (!(await mustWait(app, actor, leaving, whole))) return null;
  await useFiles(
    app,
    files.map((file) => file.id),
    `reply:${reply.id}`,
  );
  await insertReply(app, { ...reply, state: 'waiting' });
  await noteReplyWaiting(app, actor, conversation, await outgoingOf(app, reply));
  await tellDecided(app, actor, leaving, 'waiting');
  return reply.id;
}

async function mustBeSendable(app: App, actor: Actor, conversation: Conversation, wish: ReplyWish) {
  const { network } = conversation;
  if (!wish.areGapsMeant) textsOf(wish).forEach(mustBeFilled);
  const post = await answeredPost(app, conversation, wish.postId);
  const { connector, account } = await speaker(app, network, wish.accountId);
  const overridden: Overridden[] = [];
  for (const text of textsOf(wish))
    overridden.push(
      ...(await askChecks(app, actor, { conversation, post, account, wish: { ...wish, text } })),
    );
  const files = await filesFor(app, connector, wish);
  for (const text of textsOf(wish)) mustFit(connector.preflight(text, post.isPrivate), network);
  return { post, connector, account, files, overridden };
}

/** A variable that nobody filled never leaves unseen. */
function mustBeFilled(text: string): void {
  const places = placesIn(text).map(({ raw }) => raw.slice(0, 60));
  if (places.length > 0)
    throw replyErrors('reply.unfilled', { places: [...new Set(places)].slice(0, 5).join(', ') });
}

/** Lets it leave, or wait. */
async function decide(
  app: App,
  actor: Actor,
  leaving: Leaving,
  wish: ReplyWish,
  overridden: readonly Overridden[],
): Promise<void> {
  const { reply, conversation, post, account } = leaving;
  const waits = await mustWait(app, actor, leaving, wish);
  if (waits) {
    await insertReply(app, { ...reply, state: 'waiting' });
    await noteReplyWaiting(app, actor, conversation, await outgoingOf(app, reply));
  } else {
    await leave(app, leaving);
    await insertReply(app, reply);
    if (wish.automatic) await noteAutomaticReply(app, actor, conversation.id, wish.automatic.because);
    else {
      const outgoing = await outgoingOf(app, reply);
      const { thenStatus } = reply;
      await writeUndo(
        app,
        reply.id,
        await noteReplyQueued(app, actor, conversation, { thenStatus, outgoing }),
      );
    }
    await tellChecks(app, actor, { conversation, post, account, wish }, reply.id, overridden);
  }
  await tellDecided(app, actor, leaving, waits ? 'waiting' : 'ready');
}

/** A reply that is new hides no trouble with an earlier one. */
async function outgoingOf(app: App, { conversationId }: ReplyRow) {
  return outgoingNow(await selectOfConversation(app, conversationId));
}

async function tellDecided(
  app: App,
  actor: Actor,
  { reply, conversation, post, account }: Leaving,
  state: 'waiting' | 'ready',
): Promise<void> {
  await audit(app, actor, {
    action: state === 'waiting' ? 'reply.waiting' : 'reply.queued',
    subject: reply.id,
    detail: { conversationId: conversation.id, postId: post.id, account: account.handle },
  });
  await app.bus.publish('reply.changed', { replyId: reply.id, conversationId: conversation.id, state });
}

async function mustWait(
  app: App,
  actor: Actor,
  { reply, conversation, post, account, files }: Leaving,
  wish: ReplyWish,
): Promise<boolean> {
  const approvals = app.find(replyApprovalPort);
  // Its words were decided by whoever wrote the rule, and nobody is there to approve them.
  if (!approvals || wish.automatic) return false;
  return approvals.ask(app, actor, {
    id: reply.id,
    conversation,
    postId: post.id,
    accountHandle: account.handle,
    network: conversation.network,
    accountId: account.id,
    origin: conversation.origin,
    target: post.externalId,
    texts: textsOf(wish),
    envelope: reply.envelope,
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    isWanted: wish.approval !== undefined,
    note: wish.approval?.note ?? null,
  });
}

function textsOf({ text, approval }: ReplyWish): string[] {
  return [...new Set([text, ...(approval?.alternatives ?? [])])];
}

function newReply(
  actor: Actor,
  wish: ReplyWish,
  {
    conversation,
    account,
    createdAt,
  }: { conversation: Conversation; account: Leaving['account']; createdAt: Date },
): ReplyRow {
  return {
    id: newId('out'),
    conversationId: conversation.id,
    postId: wish.postId,
    accountId: account.id,
    accountHandle: account.handle,
    network: conversation.network,
    text: wish.text,
    envelope: wish.envelope ?? null,
    idempotencyKey: wish.idempotencyKey,
    state: 'ready',
    thenStatus: wish.thenStatus,
    overrides: wish.overrides ?? [],
    sendAt: wish.sendAt ?? null,
    scheduleId: wish.scheduleId ?? null,
    undoId: '',
    createdAt,
    createdBy: actor.id,
    createdByName: actor.name,
    removedAt: null,
    isAutomatic: wish.automatic !== undefined,
  };
}

function mustBeSame(repeated: ReplyRow, conversationId: string, wish: ReplyWish): string {
  if (repeated.conversationId !== conversationId || repeated.text !== wish.text)
    throw replyErrors('reply.key_reused');
  return repeated.id;
}

async function mustBeNew(app: App, actor: Actor, conversationId: string, text: string): Promise<void> {
  const same = (await selectRecent(app, conversationId, SAME_TEXT_MINUTES)).find((recent) =>
    sameText(recent.text, text),
  );
  if (!same) return;
  const who = same.createdBy === actor.id ? 'You' : same.createdByName;
  throw replyErrors('reply.same_text', {
    who,
    when: ago(same.createdAt, app.clock.now()),
    at: same.createdAt.toISOString(),
    replyId: same.id,
  });
}
