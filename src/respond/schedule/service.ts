import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { mustHold } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { changeConversations, type Conversation, lockConversation, saveDraft } from '#respond/inbox/index.ts';
import { askAhead, dropScheduledReply, tryReply } from '#respond/replies/index.ts';
import { approvalOf } from './approval.ts';
import { GRACE_MS } from './domain.ts';
import { scheduleErrors } from './errors.ts';
import { noticeKey } from './ask.ts';
import { present } from './present.ts';
import type { KeptWish, ScheduleChange, ScheduledView, ScheduleInput } from './schema.ts';
import { handOver } from './send.ts';
import { takeSnoozeBack } from './sleep.ts';
import {
  insertScheduled,
  lockScheduled,
  type ScheduledRow,
  selectScheduled,
  selectWaiting,
  updateScheduled,
} from './store.ts';
import { type Chosen, momentFor } from './when.ts';

/**
 * Keeps a reply until its time. Everything that can be known beforehand is checked now, as if it left; an approval that it needs is asked for now. An open conversation sleeps until then.
 * Throws what `queueReply` throws, and the errors of `momentFor`.
 */
export async function scheduleReply(
  app: App,
  actor: Actor,
  conversationId: string,
  { when, ...wish }: ScheduleInput,
): Promise<ScheduledView> {
  mustHold(actor, 'replies.send');
  const chosen = await momentFor(app, when);
  const id = newId('sched');
  await app.db.transaction(async () => {
    const conversation = await lockConversation(app, conversationId);
    const row = await insertScheduled(app, {
      ...chosen,
      id,
      conversationId,
      wish,
      knownPostId: conversation.lastPostId,
      knownAnsweredAt: conversation.answeredAt,
      approvalReplyId: await askAhead(app, actor, conversation, { ...wish, scheduleId: id }),
      undoId: await sleepUntil(app, actor, conversationId, conversation.status, chosen),
      createdBy: actor.id,
      createdByName: actor.name,
    });
    if (wish.fileIds.length > 0) await useFiles(app, wish.fileIds, ownerOf(row));
    await saveDraft(app, actor, conversationId, '');
    await tell(app, actor, row, 'schedule.added');
    await addJob(app, row);
  });
  return readScheduled(app, id);
}

/** Other words, or another time. What was asked about is confirmed by that: it leaves at the new time. Throws `schedule.over`, `schedule.overtaken`. */
export async function changeScheduled(
  app: App,
  actor: Actor,
  id: string,
  { version, when, ...words }: ScheduleChange,
): Promise<ScheduledView> {
  mustHold(actor, 'replies.send');
  const chosen = when && (await momentFor(app, when));
  await app.db.transaction(async () => {
    const row = await mustWait(app, id, version);
    const wish: KeptWish = {
      ...row.wish,
      text: words.text ?? (await approvalOf(app, row))?.text ?? row.wish.text,
      ...(words.areGapsMeant === undefined ? {} : { areGapsMeant: words.areGapsMeant }),
    };
    const conversation = await lockConversation(app, row.conversationId);
    const approvalReplyId = await askAgain(app, actor, row, conversation, wish);
    const time = chosen ?? (row.state === 'asked' ? await momentFor(app, whenOf(row)) : row);
    await takeSnoozeBack(app, actor, row);
    // Whose words they are speaks, and has to be trusted with them.
    const isOther = words.text !== undefined && words.text !== row.wish.text;
    const changed = await updateScheduled(app, row, {
      ...(isOther ? { createdBy: actor.id, createdByName: actor.name } : {}),
      wish,
      approvalReplyId,
      ...pick(time),
      state: 'scheduled',
      because: null,
      becauseText: null,
      knownPostId: conversation.lastPostId,
      knownAnsweredAt: conversation.answeredAt,
      undoId: await sleepUntil(app, actor, row.conversationId, conversation.status, time),
    });
    await resolveNotice(app, noticeKey(id));
    await tell(app, actor, changed, 'schedule.changed');
    await addJob(app, changed);
  });
  return readScheduled(app, id);
}

/** It does not leave. The conversation is as it was before; what others changed since stays. Answers what was written. */
export async function cancelScheduled(
  app: App,
  actor: Actor,
  id: string,
  version: number,
): Promise<ScheduledView> {
  await app.db.transaction(async () => {
    const row = await mustWait(app, id, version);
    if (row.approvalReplyId !== null) await dropScheduledReply(app, actor, row.approvalReplyId);
    await takeSnoozeBack(app, actor, row);
    const changed = await updateScheduled(app, row, { state: 'cancelled', because: null, becauseText: null });
    await releaseFiles(app, [ownerOf(row)]);
    await resolveNotice(app, noticeKey(id));
    await tell(app, actor, changed, 'schedule.cancelled');
  });
  return readScheduled(app, id);
}

/** A person decides: it leaves now, whatever happened meanwhile. Throws what `queueReply` throws; then it waits as before. */
export async function sendScheduledNow(
  app: App,
  actor: Actor,
  id: string,
  version: number,
): Promise<ScheduledView> {
  mustHold(actor, 'replies.send');
  await app.db.transaction(async () => {
    const row = await mustWait(app, id, version);
    await handOver(app, actor, row);
    await resolveNotice(app, noticeKey(id));
  });
  return readScheduled(app, id);
}

/** What waits in a conversation, or everywhere; what somebody has to decide first. */
export async function listScheduled(app: App, conversationId: string | null): Promise<ScheduledView[]> {
  return present(app, await selectWaiting(app, conversationId));
}

/** Throws `schedule.not_found`. */
export async function readScheduled(app: App, id: string): Promise<ScheduledView> {
  const row = await selectScheduled(app, id);
  if (!row) throw scheduleErrors('schedule.not_found');
  return (await present(app, [row]))[0]!;
}

/** Wakes a worker at its time; where the job is lost, the look of every minute finds it. */
async function addJob(app: App, { id, sendAt }: Pick<ScheduledRow, 'id' | 'sendAt'>): Promise<void> {
  await app.jobs.enqueue('schedule.due', {}, { runAt: sendAt, key: `schedule:${id}` });
}

/** With other words the approval begins again; with the same it stays what it is. */
async function askAgain(
  app: App,
  actor: Actor,
  row: ScheduledRow,
  conversation: Conversation,
  wish: KeptWish,
): Promise<string | null> {
  const known = await approvalOf(app, row);
  if (known?.text === wish.text) {
    await tryReply(app, actor, conversation, wish);
    return known.id;
  }
  if (known) await dropScheduledReply(app, actor, known.id);
  const fresh = await lockConversation(app, conversation.id);
  return askAhead(app, actor, fresh, { ...wish, scheduleId: row.id });
}

async function mustWait(app: App, id: string, version: number): Promise<ScheduledRow> {
  const row = await lockScheduled(app, id);
  if (!row) throw scheduleErrors('schedule.not_found');
  if (row.state === 'handed' || row.state === 'cancelled')
    throw scheduleErrors('schedule.over', { state: row.state === 'handed' ? 'sent' : 'cancelled' });
  if (row.version !== version) throw scheduleErrors('schedule.overtaken');
  return row;
}

/** An open conversation leaves the queue until the reply does, and comes back by itself if it does not. */
async function sleepUntil(
  app: App,
  actor: Actor,
  conversationId: string,
  status: string,
  { sendAt, zone }: Pick<Chosen, 'sendAt' | 'zone'>,
): Promise<string | null> {
  if (status !== 'open' && status !== 'snoozed') return null;
  const at = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(sendAt);
  const { undo } = await changeConversations(app, actor, [conversationId], {
    status: 'snoozed',
    snoozedUntil: new Date(sendAt.getTime() + GRACE_MS),
    reason: `wrote an answer that leaves on ${at} (${zone})`,
  });
  return undo;
}

async function tell(app: App, actor: Actor, row: ScheduledRow, action: string): Promise<void> {
  const { id, conversationId, sendAt } = row;
  await audit(app, actor, { action, subject: id, detail: { conversationId, sendAt: sendAt.toISOString() } });
  await app.bus.publish('schedule.changed', { conversationId });
}

export const ownerOf = ({ id }: Pick<ScheduledRow, 'id'>): string => `scheduled:${id}`;

function whenOf(row: ScheduledRow) {
  return { kind: 'opening' as const, calendarId: row.calendarId };
}

function pick({ sendAt, kind, zone, calendarId }: Chosen): Chosen {
  return { sendAt, kind, zone, calendarId };
}
