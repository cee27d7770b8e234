import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { inboxErrors } from '../errors.ts';
import type { SavedView } from '../schema.ts';
import { selectConversation } from '../store/conversations.ts';
import {
  deleteDraft,
  deleteViewsOf,
  insertView,
  lockView,
  selectDraft,
  selectLabels,
  selectViews,
  setViewDeleted,
  upsertDraft,
  type ViewRow,
} from '../store/desk.ts';
import { changeConversations } from './change.ts';
import { listInbox } from './list.ts';
import { keepRecordUndo } from './undo.ts';

/** Own saved views and those that others share. */
export async function listViews(app: App, actor: Actor): Promise<SavedView[]> {
  return (await selectViews(app, actor.id)).map((view) => viewOf(view, actor));
}

export async function saveView(
  app: App,
  actor: Actor,
  input: Pick<ViewRow, 'name' | 'query' | 'isShared'>,
): Promise<SavedView> {
  const view = { ...input, id: newId('view'), ownerId: actor.id };
  await app.db.transaction(async () => {
    await insertView(app, view);
    await audit(app, actor, {
      action: 'view.saved',
      subject: view.id,
      detail: { name: view.name, isShared: view.isShared },
    });
  });
  return viewOf(view, actor);
}

/** Deletes a view of one's own; managers may delete shared ones. It can be undone. */
export async function deleteView(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  return app.db.transaction(async () => {
    const view = await lockView(app, id);
    const mayDelete =
      view?.ownerId === actor.id || (view?.isShared && ['owner', 'admin', 'manager'].includes(actor.role));
    if (!view || !mayDelete) throw inboxErrors('inbox.view_not_found', { id });
    await setViewDeleted(app, id, true);
    await audit(app, actor, { action: 'view.deleted', subject: id, detail: { name: view.name } });
    return { undo: await keepRecordUndo(app, actor, 'view', { id, isDeleted: false }) };
  });
}

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

function viewOf(view: ViewRow, actor: Actor): SavedView {
  return {
    id: view.id,
    name: view.name,
    query: view.query,
    isShared: view.isShared,
    isMine: view.ownerId === actor.id,
  };
}
