import type { App } from '#platform/app/index.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { readCategories } from '../talk/categories.ts';
import { selectPost } from '../talk/posts-store.ts';
import { selectThread } from '../talk/store.ts';

/** Path of a thread, or of the one it was merged into; undefined where it is gone. */
export async function addressOfThread(app: App, id: string): Promise<string | undefined> {
  const thread = await selectThread(app, id);
  if (thread?.mergedInto) return addressOfThread(app, thread.mergedInto);
  return thread && thread.deletedAt === null ? pathOf(thread) : undefined;
}

/** Where a post stands now. */
export async function addressOfPost(app: App, id: string): Promise<string | undefined> {
  const post = await selectPost(app, id);
  const thread = post && (await selectThread(app, post.threadId));
  return thread && thread.deletedAt === null ? pathOf(thread, post.number) : undefined;
}

export async function addressOfCategory(app: App, id: string): Promise<string | undefined> {
  const category = (await readCategories(app)).find((one) => one.id === id);
  return category && `${COMMUNITY}/c/${encodeURIComponent(category.slug)}`;
}
