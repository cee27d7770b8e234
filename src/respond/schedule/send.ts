import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { suspensionOf } from '#platform/outbox/index.ts';
import { isOpen, nextOpen } from '#lib/hours/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { findConversations, lockConversation } from '#respond/inbox/index.ts';
import { listConversationReplies, queueReply, releaseScheduledReply } from '#respond/replies/index.ts';
import { endUnapproved } from './approval.ts';
import { ask, putOff } from './ask.ts';
import { authorNow } from './author.ts';
import { changedSince, LATE_MS, type Reason } from './domain.ts';
import { lockDue, lockScheduled, type ScheduledRow, updateScheduled } from './store.ts';

/** Hands over everything whose time has come, each in a transaction of its own. Any number of processes may do it at once. */
export async function sendDue(app: App, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    if (signal.aborted) return count;
    const refused = new Map<string, string>();
    const isMore = await app.db
      .transaction(() => sendOne(app, refused))
      .catch((error: unknown) => {
        if (!(error instanceof AppError) || refused.size === 0) throw error;
        refused.forEach((_, id) => refused.set(id, error.message));
        return true;
      });
    // What cannot be sent undid its transaction; a person is asked in one of its own.
    for (const [id, reason] of refused) await askRefused(app, id, reason);
    if (!isMore) return count;
  }
}

/** One that is due: handed over, put off, or asked about. Answers false when there is none. `tried` names it while it is handed over. */
async function sendOne(app: App, tried: Map<string, string>): Promise<boolean> {
  const row = await lockDue(app);
  if (!row) return false;
  if (await endUnapproved(app, row)) return true;
  const opensAt = await opensLater(app, row);
  if (opensAt) await putOff(app, row, opensAt);
  else {
    const reason = await reasonAgainst(app, row);
    if (reason) await ask(app, row, reason.because, reason.detail);
    else {
      tried.set(row.id, '');
      await handOver(app, (await authorNow(app, row.createdBy))!, row);
      tried.clear();
    }
  }
  return true;
}

/** Gives it to the outbox, once: the row is locked, and marked in the same transaction. */
export async function handOver(app: App, actor: Actor, row: ScheduledRow): Promise<void> {
  const replyId = await release(app, actor, row);
  await updateScheduled(app, row, { state: 'handed', replyId, because: null, becauseText: null });
  await releaseFiles(app, [`scheduled:${row.id}`]);
  await audit(app, actor, {
    action: 'schedule.handed',
    subject: row.id,
    detail: { conversationId: row.conversationId, replyId },
  });
  await app.bus.publish('schedule.changed', { conversationId: row.conversationId });
}

/** What was approved leaves as it was approved; what still waits for that leaves when it is. */
async function release(app: App, actor: Actor, row: ScheduledRow): Promise<string> {
  if (row.approvalReplyId !== null) {
    await releaseScheduledReply(app, actor, row.approvalReplyId);
    return row.approvalReplyId;
  }
  const wish = { ...row.wish, idempotencyKey: row.id, isConfirmed: true };
  return (await queueReply(app, actor, row.conversationId, wish)).id;
}

/** Why it must not leave by itself, as far as it can be known before it is tried. */
async function reasonAgainst(
  app: App,
  row: ScheduledRow,
): Promise<{ because: Reason; detail?: string } | undefined> {
  const [known] = await findConversations(app, [row.conversationId]);
  if (!known) return { because: 'gone' };
  // Locked: nobody answers between this look and the reply.
  const conversation = await lockConversation(app, row.conversationId);
  const changed = changedSince(row, conversation);
  if (changed) return { because: changed };
  if (await isAnsweredOnTheWay(app, row)) return { because: 'answered' };
  const suspension = await suspensionOf(app, {
    network: conversation.network,
    lane: row.wish.accountId,
  });
  if (suspension) return { because: 'suspended', detail: suspension.reason };
  if (!(await authorNow(app, row.createdBy))) return { because: 'author-left' };
  const late = (await app.db.now()).getTime() - row.sendAt.getTime();
  return late > LATE_MS ? { because: 'late' } : undefined;
}

/** Somebody's answer is in the outbox, but has not left yet. */
async function isAnsweredOnTheWay(app: App, row: ScheduledRow): Promise<boolean> {
  const replies = await listConversationReplies(app, row.conversationId);
  return replies.some(
    ({ id, state, createdAt, removedAt, isAutomatic }) =>
      !isAutomatic &&
      id !== row.approvalReplyId &&
      !['cancelled', 'failed', 'scheduled'].includes(state) &&
      removedAt === null &&
      new Date(createdAt) > row.createdAt,
  );
}

/** A calendar that was to be open is closed meanwhile: the next opening; null when it is open, or another way was chosen. */
async function opensLater(app: App, row: ScheduledRow): Promise<Date | null> {
  if (row.kind !== 'opening') return null;
  const hours = await hoursOf(app, row.calendarId);
  const now = await app.db.now();
  return isOpen(hours, now) ? null : nextOpen(hours, now);
}

async function askRefused(app: App, id: string, reason: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await lockScheduled(app, id);
    if (row?.state === 'scheduled') await ask(app, row, 'refused', reason);
  });
}
