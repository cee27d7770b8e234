import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { inboxErrors } from '../errors.ts';
import { inboxQuery, type SavedView } from '../schema.ts';
import {
  insertView,
  lockView,
  selectViews,
  setViewDeleted,
  updateView,
  upsertViewOrder,
  type ViewKind,
  type ViewRow,
} from '../store/views.ts';
import { countFitting } from './list.ts';
import { keepRecordUndo } from './undo.ts';

/** Views whose rows are counted: the first ones of the rail. */
const MOST_COUNTED = 30;

/** Own saved views and those that others share, in the order that the reader gave them. */
export async function listViews(app: App, actor: Actor, kind: ViewKind = 'inbox'): Promise<SavedView[]> {
  return (await selectViews(app, actor.id, kind)).map((view) => viewOf(view, actor));
}

export async function saveView(
  app: App,
  actor: Actor,
  input: Pick<ViewRow, 'name' | 'query' | 'isShared'> & { kind?: ViewKind },
): Promise<SavedView> {
  const view = { kind: 'inbox' as const, ...input, id: newId('view'), ownerId: actor.id };
  await app.db.transaction(async () => {
    await insertView(app, view);
    await auditSaved(app, actor, view);
  });
  return viewOf(view, actor);
}

/** Renames a view, gives it other filters, or shares it. Owners may; managers shared ones, too. */
export async function changeView(
  app: App,
  actor: Actor,
  id: string,
  change: { [Key in 'name' | 'query' | 'isShared']?: ViewRow[Key] | undefined },
): Promise<SavedView> {
  return app.db.transaction(async () => {
    const before = await lockOwnView(app, actor, id);
    const view = {
      ...before,
      name: change.name ?? before.name,
      query: change.query ?? before.query,
      isShared: change.isShared ?? before.isShared,
    };
    await updateView(app, view);
    await auditSaved(app, actor, view);
    return viewOf(view, actor);
  });
}

/** Deletes a view of one's own; managers may delete shared ones. It can be undone. */
export async function deleteView(app: App, actor: Actor, id: string): Promise<{ undo: string }> {
  return app.db.transaction(async () => {
    const view = await lockOwnView(app, actor, id);
    await setViewDeleted(app, id, true);
    await audit(app, actor, { action: 'view.deleted', subject: id, detail: { name: view.name } });
    return { undo: await keepRecordUndo(app, actor, 'view', { id, isDeleted: false }) };
  });
}

/** Puts the views of one's own rail in this order; those not named stand behind them. */
export async function orderViews(
  app: App,
  actor: Actor,
  kind: ViewKind,
  ids: readonly string[],
): Promise<void> {
  await app.db.transaction(async () => {
    await upsertViewOrder(app, actor.id, kind, [...new Set(ids)]);
    await audit(app, actor, { action: 'view.ordered', subject: actor.id, detail: { kind } });
  });
}

/** How many conversations each saved view shows, at most 100; nothing for views whose search is not understood any more. */
export async function countViews(app: App, actor: Actor): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const view of (await listViews(app, actor)).slice(0, MOST_COUNTED)) {
    const asked = inboxQuery.safeParse(view.query);
    const count = asked.success ? await countFitting(app, actor, asked.data).catch(notUnderstood) : undefined;
    if (count !== undefined) counts[view.id] = count;
  }
  return counts;
}

function notUnderstood(error: unknown): undefined {
  if ((error as { code?: unknown }).code !== 'inbox.query_invalid') throw error;
}

async function lockOwnView(app: App, actor: Actor, id: string): Promise<ViewRow> {
  const view = await lockView(app, id);
  const may =
    view?.ownerId === actor.id || (view?.isShared && ['owner', 'admin', 'manager'].includes(actor.role));
  if (!view || !may) throw inboxErrors('inbox.view_not_found', { id });
  return view;
}

async function auditSaved(app: App, actor: Actor, view: ViewRow): Promise<void> {
  await audit(app, actor, {
    action: 'view.saved',
    subject: view.id,
    detail: { name: view.name, isShared: view.isShared },
  });
}

function viewOf(view: ViewRow, actor: Actor): SavedView {
  const { ownerId, ...rest } = view;
  const isMine = ownerId === actor.id;
  const mayChange = isMine || (view.isShared && ['owner', 'admin', 'manager'].includes(actor.role));
  return { ...rest, isMine, mayChange };
}
