import type { App } from '#platform/app/index.ts';
import { type PostHolds, readPosts } from '#listen/posts/index.ts';
import { selectUnfinishedThreads } from '../store/conversations.ts';
import { dropPosts } from './drop.ts';

/**
 * Retention: posts in threads that somebody still works on stay, however old they are: open, snoozed, or answered and then alive within
 * the time that posts are kept. Any other conversation loses its old posts, and with the last of them it goes itself: notes, history,
 * drafts and replies too.
 */
export const inboxHolds: PostHolds = {
  async held(app: App, postIds: readonly string[], before: Date): Promise<ReadonlySet<string>> {
    const posts = await readPosts(app, postIds);
    const placed = posts.map((post) => ({
      id: post.id,
      origin: post.origin,
      root: post.rootExternalId ?? post.externalId,
    }));
    const unfinished = await selectUnfinishedThreads(app, placed, before);
    return new Set(
      placed.filter((post) => unfinished.has(`${post.origin} ${post.root}`)).map((post) => post.id),
    );
  },
  letGo: async (app, postIds) => void (await dropPosts(app, postIds)),
};
