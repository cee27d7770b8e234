import { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { StoredCondition } from '#lib/conditions/index.ts';
import { inboxErrors } from '../errors.ts';
import { inboxQuery, type SavedView, type ViewCount } from '../schema.ts';
import {
  insertView,
  lockView,
  selectConditioned,
  selectViews,
  setViewDeleted,
  updateView,
  upsertViewOrder,
  type ViewKind,
  type ViewRow,
} from '../store/views.ts';
import { countFitting } from './list.ts';
import { keepRecordUndo } from './undo.ts';
import { readCondition } from './view-condition.ts';

/** Views whose rows are counted: the first ones of the rail. */
const MOST_COUNTED = 30;

/** Own saved views and those that others share, in the order that the reader gave them. */
export async function listViews(app: App, actor: Actor, kind: ViewKind = 'inbox'): Promise<SavedView[]> {
  return (await selectViews(app, actor.id, kind)).map((view) => viewOf(view, actor));
}

/** Views of everybody that a condition decides: for what it asks for. */
export const conditionedViews = selectConditioned;

/** Saves a view. Throws `condition.invalid`. */
export async function saveView(
  app: App,
  actor: Actor,
  input: Pick<ViewRow, 'name' | 'query' | 'isShared'> & { kind?: ViewKind; condition?: unknown },
): Promise<SavedView> {
  const condition = await toStore(app, input.condition ?? null);
  const view = { kind: 'inbox' as const, ...input, condition, id: newId('view'), ownerId: actor.id };
  await app.db.transaction(async () => {
    await insertView(app, view);
    await auditSaved(app, actor, view);
  });
  return viewOf(view, actor);
}

/** Renames a view, gives it other filters or another condition, or shares it. Owners may; managers shared ones, too. */
export async function changeView(
  app: App,
  actor: Actor,
  id: string,
  change: { [Key in 'name' | 'query' | 'isShared']?: ViewRow[Key] | undefined } & { condition?: unknown },
): Promise<SavedView> {
  const condition = change.condition === undefined ? undefined : await toStore(app, change.condition);
  return app.db.transaction(async () => {
    const before = await lockOwnView(app, actor, id);
    const view = {
      ...before,
      name: change.name ?? before.name,
      query: change.query ?? before.query,
      isShared: change.isShared ?? before.isShared,
      condition: condition === undefined ? before.condition : condition,
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

/** All views are counted within this time. */
const COUNTS_MS = 1500;
const LONGEST_COUNT_MS = 300;

/** How many conversations each saved view shows, at most 100; nothing for views that are not understood any more. */
export async function countViews(app: App, actor: Actor): Promise<CountedViews> {
  return countEach(await listViews(app, actor), async (view, budgetMs) => {
    const asked = inboxQuery.safeParse(view.query);
    if (!asked.success) return undefined;
    return countFitting(app, actor, { ...asked.data, condition: view.condition }, budgetMs);
  });
}

export interface CountedViews {
  counts: Record<string, number>;
  /** Views of which not everything was looked at. */
  atLeast: string[];
}

/** Counts views one after the other, those with a condition within a share of the time. */
export async function countEach(
  views: readonly SavedView[],
  count: (view: SavedView, budgetMs: number) => Promise<ViewCount | undefined>,
): Promise<CountedViews> {
  const found: CountedViews = { counts: {}, atLeast: [] };
  const first = views.slice(0, MOST_COUNTED);
  const slow = first.filter(({ condition }) => condition !== null).length;
  const budgetMs = Math.min(LONGEST_COUNT_MS, COUNTS_MS / Math.max(1, slow));
  for (const view of first) {
    const one = await count(view, budgetMs).catch(notUnderstood);
    if (!one) continue;
    found.counts[view.id] = one.count;
    if (one.isAtLeast) found.atLeast.push(view.id);
  }
  return found;
}

const NOT_UNDERSTOOD = new Set<unknown>(['inbox.query_invalid', 'inbox.view_outdated', 'condition.invalid']);

function notUnderstood(error: unknown): undefined {
  if (!NOT_UNDERSTOOD.has((error as { code?: unknown }).code)) throw error;
}

/** How many conversations filters and a condition leave, before they are saved as a view. Throws `condition.invalid`, `inbox.query_invalid`. */
export async function countView(
  app: App,
  actor: Actor,
  { query, condition }: { query: Record<string, string>; condition: unknown },
): Promise<ViewCount> {
  const asked = inboxQuery.safeParse(query);
  if (!asked.success) throw inboxErrors('inbox.query_invalid', { reason: z.prettifyError(asked.error) });
  return countFitting(app, actor, { ...asked.data, condition });
}

async function toStore(app: App, condition: unknown): Promise<StoredCondition | null> {
  if (condition === null) return null;
  return { version: 1, when: (await readCondition(app, condition)).when };
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
