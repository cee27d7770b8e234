import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Doer } from '../doer.ts';
import { mayModerate, mayRead } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { type CategoryRow, withCircle } from './categories-store.ts';
import { type PostRow, selectPlace, selectPlaced } from './posts-store.ts';
import { lockThreadOf, lockThreads, type ThreadRow } from './store.ts';
import '../events.ts';

export { catchUpSoon } from './soon.ts';

export interface Locked {
  thread: ThreadRow;
  category: CategoryRow;
  /** Who does it, as he stands here: a moderator of the group keeps order as a colleague does. */
  here: Doer;
}

/** A thread that nobody else changes until the ambient transaction ends. Throws `forum.not_found`. */
export async function lockThread(app: App, doer: Doer, id: string): Promise<Locked> {
  const { hasNumber: _, ...locked } = await lockPlace(app, doer, id, null);
  return locked;
}

/** The same, with whether one of its posts has a number. */
export async function lockPlace(
  app: App,
  doer: Doer,
  id: string,
  number: number | null,
): Promise<Locked & { hasNumber: boolean }> {
  const [thread] = await lockThreads(app, [id]);
  if (!thread) throw forumErrors('forum.not_found', { id });
  const { categoryId } = thread;
  const { category, hasNumber } = await selectPlace(app, { categoryId, threadId: id, number });
  return { thread, ...mustSee(thread, await withCircle(app, category, doer.memberId), doer), hasNumber };
}

function mustSee(thread: ThreadRow, category: CategoryRow | null, doer: Doer): Omit<Locked, 'thread'> {
  if (!category || !mayRead(category, doer) || (thread.deletedAt !== null && !doer.isStaff))
    throw forumErrors('forum.not_found', { id: thread.id });
  return { category, here: { ...doer, isStaff: mayModerate(category, doer) } };
}

/** Who may not is told so; nothing was changed. */
export function mustBeAllowed(isAllowed: boolean): void {
  if (!isAllowed) throw forumErrors('forum.may_not');
}

/** Writes a change of a thread down and tells every process, in the ambient transaction. */
export async function threadChanged(
  app: App,
  doer: Doer,
  threadId: string,
  change: { action: string; subject?: string; detail?: Record<string, unknown> },
): Promise<void> {
  const { action, subject = threadId, detail = {} } = change;
  await audit(app, doer.actor, { action, subject, detail });
  await app.bus.publish('forum.changed', { threadId });
}

/** A post with its thread locked. Throws `forum.no_post`. */
export async function lockPost(app: App, doer: Doer, id: string): Promise<Locked & { post: PostRow }> {
  const thread = await lockThreadOf(app, id);
  if (!thread) throw forumErrors('forum.no_post');
  const placed = await selectPlaced(app, id, thread.categoryId);
  // Moved while it was waited for.
  if (!placed || placed.threadId !== thread.id) throw forumErrors('forum.no_post');
  const { category, ...post } = placed;
  return { thread, ...mustSee(thread, await withCircle(app, category, doer.memberId), doer), post };
}
