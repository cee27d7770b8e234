import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Doer } from '../doer.ts';
import { mayRead } from '../domain.ts';
import { forumErrors } from '../errors.ts';
import { type CategoryRow, readCategories } from './categories.ts';
import { type PostRow, selectPost } from './posts-store.ts';
import { lockThreads, type ThreadRow } from './store.ts';
import '../events.ts';

export interface Locked {
  thread: ThreadRow;
  category: CategoryRow;
}

/** A thread that nobody else changes until the ambient transaction ends. Throws `forum.not_found`. */
export async function lockThread(app: App, doer: Doer, id: string): Promise<Locked> {
  const [thread] = await lockThreads(app, [id]);
  const categories = await readCategories(app);
  const category = categories.find((one) => one.id === thread?.categoryId);
  const isHidden =
    !thread || !category || !mayRead(category, doer) || (thread.deletedAt !== null && !doer.isStaff);
  if (isHidden) throw forumErrors('forum.not_found', { id });
  return { thread, category };
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

/** What was written waits for those who work behind: it is heard, and found. */
export async function catchUpSoon(app: App): Promise<void> {
  await app.jobs.enqueue('forum.catch-up', {}, { key: 'forum.catch-up' });
}

/** A post with its thread locked. Throws `forum.no_post`. */
export async function lockPost(app: App, doer: Doer, id: string): Promise<Locked & { post: PostRow }> {
  const before = await selectPost(app, id);
  if (!before) throw forumErrors('forum.no_post');
  const locked = await lockThread(app, doer, before.threadId);
  const post = await selectPost(app, id);
  if (!post || post.threadId !== locked.thread.id) throw forumErrors('forum.no_post');
  return { ...locked, post };
}
