import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { readReplyRows } from '#respond/replies/index.ts';
import { noticeKey } from './ask.ts';
import { takeSnoozeBack } from './sleep.ts';
import { lockScheduled, type ScheduledRow, updateScheduled } from './store.ts';

export const ENDED_JOB = 'schedule.ended';

type Reply = Awaited<ReturnType<typeof readReplyRows>>[number];

/** The reply that waits for an approval, or has it; undefined where none is needed, or it was rejected or taken back. */
export async function approvalOf(app: App, row: ScheduledRow): Promise<Reply | undefined> {
  const [reply] = await readReplyRows(app, row.approvalReplyId === null ? [] : [row.approvalReplyId]);
  return reply && (reply.state === 'waiting' || reply.state === 'scheduled') ? reply : undefined;
}

/** Told by replies, in their transaction: it was rejected or taken back. Provide it for `scheduleEndedPort`. */
export async function endSoon(app: App, scheduleId: string): Promise<void> {
  await app.jobs.enqueue(ENDED_JOB, { id: scheduleId }, { key: `${ENDED_JOB}:${scheduleId}` });
}

/** It does not leave: nobody approved it. Its author was told, and has its words; the conversation is as it was before. */
export async function endScheduled(app: App, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const row = await lockScheduled(app, id);
    if (row) await endUnapproved(app, row);
  });
}

/** Answers whether it is over. The row is locked. */
export async function endUnapproved(app: App, row: ScheduledRow): Promise<boolean> {
  const isOpen = row.state === 'scheduled' || row.state === 'asked';
  if (!isOpen || row.approvalReplyId === null || (await approvalOf(app, row))) return false;
  const { id, conversationId } = row;
  await updateScheduled(app, row, { state: 'cancelled', because: null, becauseText: null });
  await takeSnoozeBack(app, systemActor, row);
  await releaseFiles(app, [`scheduled:${id}`]);
  await resolveNotice(app, noticeKey(id));
  await audit(app, systemActor, { action: 'schedule.not-approved', subject: id, detail: { conversationId } });
  await app.bus.publish('schedule.changed', { conversationId });
  return true;
}
