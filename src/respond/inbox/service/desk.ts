import type { Actor, App } from '#platform/app/index.ts';
import { inboxErrors } from '../errors.ts';
import { selectConversation } from '../store/conversations.ts';
import { deleteDraft, selectDraft, selectLabels, upsertDraft } from '../store/desk.ts';
import { deleteViewsOf } from '../store/views.ts';
import { changeConversations } from './change.ts';
import { listInbox } from './list.ts';

/** Removes what people leave behind who were never real: their views; and nobody is left assigned to them. Joins the caller's transaction. */
export async function forgetColleagues(app: App, actor: Actor, ids: readonly string[]): Promise<void> {
  await deleteViewsOf(app, ids);
  for (const assignee of ids) {
    for (;;) {
      const { items } = await listInbox(app, actor, { status: 'any', sort: 'oldest', assignee, limit: 200 });
      if (items.length === 0) break;
      await changeConversations(
        app,
        actor,
        items.map((row) => row.id),
        { assigneeId: null },
      );
    }
  }
}

/** All labels, with how many conversations carry them. */
export function listLabels(app: App): Promise<{ name: string; count: number }[]> {
  return selectLabels(app);
}

/** What somebody has begun to write; undefined for nothing. */
export function readDraft(app: App, conversationId: string, userId: string): Promise<string | undefined> {
  return selectDraft(app, conversationId, userId);
}

/** Keeps what somebody has begun to write; an empty text forgets it. */
export async function saveDraft(app: App, actor: Actor, conversationId: string, text: string): Promise<void> {
  if (text.trim() === '') return deleteDraft(app, conversationId, actor.id);
  if (!(await selectConversation(app, conversationId)))
    throw inboxErrors('inbox.not_found', { id: conversationId });
  await upsertDraft(app, conversationId, actor.id, text);
}
