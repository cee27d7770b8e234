import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { changeConversations, type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { askedOf } from './author.ts';
import { changedSince, type Reason, wordsOf } from './domain.ts';
import { lockOpenings, lockWaitingOf, type ScheduledRow, selectScheduled, updateScheduled } from './store.ts';
import { momentFor } from './when.ts';

export const noticeKey = (id: string) => `schedule:${id}`;

/**
 * Something happened meanwhile: it does not leave by itself any more, and a person who is there is asked. In the ambient transaction, which may
 * be that of a follower, so the conversation itself is opened by a job.
 */
export async function ask(app: App, row: ScheduledRow, because: Reason, detail?: string): Promise<void> {
  const { id, conversationId } = row;
  const becauseText = wordsOf(because, detail);
  await updateScheduled(app, row, { state: 'asked', because, becauseText });
  await audit(app, systemActor, {
    action: 'schedule.asked',
    subject: id,
    detail: { conversationId, because },
  });
  if (because !== 'gone')
    await addNotice(app, {
      to: await askedOf(app, row.createdBy, conversationId),
      level: 'warning',
      title: 'A scheduled answer waits for you',
      text: `${becauseText} It did not leave. Send it, change it, or discard it.`,
      link: `/inbox/${conversationId}`,
      key: noticeKey(id),
    });
  await app.jobs.enqueue('schedule.wake', { id }, { key: `schedule.wake:${id}` });
  await app.bus.publish('schedule.changed', { conversationId });
}

/** The conversation of one that is asked about is in the queue again, with the reason. */
export async function wakeConversation(app: App, id: string): Promise<void> {
  const row = await selectScheduled(app, id);
  if (row?.state !== 'asked') return;
  const [conversation] = await findConversations(app, [row.conversationId]);
  if (!conversation || conversation.isGone) return;
  try {
    await changeConversations(app, systemActor, [row.conversationId], {
      status: 'open',
      isUnread: true,
      reason: `the scheduled answer did not leave. ${row.becauseText ?? ''}`.trim(),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** It leaves when the calendar opens, which is not when it was thought to. */
export async function putOff(app: App, row: ScheduledRow, sendAt: Date): Promise<void> {
  await updateScheduled(app, row, { sendAt });
  await app.jobs.enqueue('schedule.due', {}, { runAt: sendAt, key: `schedule:${row.id}` });
  await app.bus.publish('schedule.changed', { conversationId: row.conversationId });
}

/** A calendar changed: what leaves at its opening leaves at the new one. */
export async function moveOpenings(app: App): Promise<void> {
  await app.db.transaction(async () => {
    for (const row of await lockOpenings(app)) {
      const { sendAt } = await momentFor(app, { kind: 'opening', calendarId: row.calendarId }).catch(
        () => row,
      );
      if (sendAt.getTime() !== row.sendAt.getTime()) await putOff(app, row, sendAt);
    }
  });
}

/** Hears of conversations: a customer who writes, or an answer, stops what was to leave. */
export async function askAfterNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  const latest = new Map(
    news
      .filter(({ kind }) => kind === 'received' || kind === 'answered' || kind === 'gone')
      .map((one) => [one.conversationId, one.after]),
  );
  if (latest.size === 0) return;
  for (const row of await lockWaitingOf(app, [...latest.keys()].sort())) {
    const because = changedSince(row, latest.get(row.conversationId) ?? null);
    if (because) await ask(app, row, because);
  }
}
