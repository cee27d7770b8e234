import type { Actor, App } from '#platform/app/index.ts';
import { lockConversation } from '#respond/inbox/index.ts';
import { replyErrors } from './errors.ts';
import { replyApprovalPort } from './ports.ts';
import { clearSchedule, lockReply, type ReplyRow, selectReply } from './store.ts';
import { giveUp, leaveNow } from './waiting.ts';

/**
 * The time has come, in the ambient transaction: what is approved goes to the outbox, what still waits leaves once somebody has approved it. Throws
 * `reply.not_waiting`, and what `queueReply` throws.
 */
export async function releaseScheduledReply(app: App, by: Actor, replyId: string): Promise<void> {
  const reply = await lockWaiting(app, replyId);
  if (!reply) throw replyErrors('reply.not_waiting');
  await clearSchedule(app, replyId);
  if (reply.state === 'scheduled') await leaveNow(app, by, { ...reply, scheduleId: null });
}

/** It is not to leave any more, or with other words, in the ambient transaction. What is over already stays so. */
export async function dropScheduledReply(app: App, by: Actor, replyId: string): Promise<void> {
  const reply = await lockWaiting(app, replyId);
  if (!reply) return;
  await app.use(replyApprovalPort).drop(app, by, replyId);
  await giveUp(app, by, reply, 'reply.withdrawn');
}

/** In the order in which everybody locks: the conversation first. */
async function lockWaiting(app: App, replyId: string): Promise<ReplyRow | undefined> {
  const known = await selectReply(app, replyId);
  if (!known) return undefined;
  await lockConversation(app, known.conversationId);
  const reply = await lockReply(app, replyId);
  return reply?.scheduleId && (reply.state === 'waiting' || reply.state === 'scheduled') ? reply : undefined;
}
