import type { App } from '#platform/app/index.ts';
import { type PostHolds, readPosts } from '#listen/posts/index.ts';
import { selectUnfinishedThreads } from '../store/conversations.ts';

/** Posts in threads that somebody still works on stay, however old they are. */
export const inboxHolds: PostHolds = {
  async held(app: App, postIds: readonly string[]): Promise<ReadonlySet<string>> {
    const posts = await readPosts(app, postIds);
    const placed = posts.map((post) => ({
      id: post.id,
      origin: post.origin,
      root: post.rootExternalId ?? post.externalId,
    }));
    const unfinished = await selectUnfinishedThreads(app, placed);
    return new Set(
      placed.filter((post) => unfinished.has(`${post.origin} ${post.root}`)).map((post) => post.id),
    );
  },
};
