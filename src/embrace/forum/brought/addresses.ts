import type { App } from '#platform/app/index.ts';
import { COMMUNITY, isOpenToAll, pathOf } from '../domain.ts';
import { categoriesOf } from '../talk/categories.ts';
import { selectPost } from '../talk/posts-store.ts';
import { selectThread } from '../talk/store.ts';

/**
 * Path of a thread, or of the one it was merged into; undefined where it is gone. Where not everybody reads it, the path names no title: the page
 * leads on whoever may.
 */
export async function addressOfThread(app: App, id: string, number?: number): Promise<string | undefined> {
  const thread = await selectThread(app, id);
  if (thread?.mergedInto) return addressOfThread(app, thread.mergedInto);
  if (!thread || thread.deletedAt !== null) return undefined;
  const category = (await categoriesOf(app)).find((one) => one.id === thread.categoryId);
  const isOpen = category !== undefined && isOpenToAll(category);
  return isOpen ? pathOf(thread, number) : `${COMMUNITY}/t/${thread.id}`;
}

/** Where a post stands now. */
export async function addressOfPost(app: App, id: string): Promise<string | undefined> {
  const post = await selectPost(app, id);
  return post && addressOfThread(app, post.threadId, post.number);
}

/** Undefined in closed groups: not everybody may know what they talk about. */
export async function addressOfCategory(app: App, id: string): Promise<string | undefined> {
  const category = (await categoriesOf(app)).find((one) => one.id === id);
  if (!category || category.group?.isClosed) return undefined;
  return `${COMMUNITY}/c/${encodeURIComponent(category.slug)}`;
}
