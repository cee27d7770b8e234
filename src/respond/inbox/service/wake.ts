import type { App } from '#platform/app/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { placed } from '../domain/conversation.ts';
import { lockDueSnoozes, updateConversations } from '../store/conversations.ts';
import { deleteOldNotes, deleteOldUndos, insertActivities } from '../store/records.ts';
import { announce } from './announce.ts';
import { noteOwner } from './notes.ts';

const STEP = 500;
const UNDO_DAYS = 30;

/** Opens conversations whose snooze is over; they take the place that their waiting time gives them. */
export async function wakeSnoozed(app: App, signal: AbortSignal): Promise<number> {
  for (let woken = 0; ;) {
    const count = signal.aborted ? 0 : await app.db.transaction(() => wakeSome(app));
    woken += count;
    if (count < STEP) return woken;
  }
}

async function wakeSome(app: App): Promise<number> {
  const due = await lockDueSnoozes(app, STEP);
  const awake = due.map((conversation) =>
    placed({
      ...conversation,
      status: 'open' as const,
      snoozedUntil: null,
      snoozeReason: null,
      isUnread: true,
    }),
  );
  await updateConversations(app, awake);
  const reasonOf = new Map(due.map((row) => [row.id, row.snoozeReason]));
  await insertActivities(
    app,
    awake.map((row) => ({
      conversationId: row.id,
      actor: { id: 'system', name: 'Rapport' },
      // The last word is ours: what was waited for did not come.
      action: row.waitingSince === null && row.answeredAt !== null ? 'woken.no-answer' : 'woken',
      detail: reasonOf.get(row.id) ? { because: reasonOf.get(row.id) } : {},
    })),
  );
  await announce(
    app,
    awake.map((row) => row.id),
  );
  return due.length;
}

/** Forgets undo tokens that nobody will use any more, and the deleted notes that they would bring back, with their files. */
export async function forgetOldUndos(app: App): Promise<void> {
  await app.db.transaction(async () => {
    await deleteOldUndos(app, UNDO_DAYS);
    await releaseFiles(app, (await deleteOldNotes(app, UNDO_DAYS)).map(noteOwner));
  });
}
