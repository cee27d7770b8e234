import type { AutomaticPosts } from '#respond/inbox/index.ts';
import { sameText } from './domain.ts';
import { selectAutomatic } from './store.ts';

/**
 * Which of our own posts the program said by itself: by the id that the network gave, or, where the network's copy is faster than its receipt, by the
 * words of what is on its way. What the inbox asks: provide it for `automaticPostsPort`.
 */
export const automaticPosts: AutomaticPosts = {
  async among(app, posts) {
    const found = new Set<string>();
    for (const [network, of] of Map.groupBy(posts, (post) => post.network)) {
      const replies = await selectAutomatic(app, network, idsOf(of));
      for (const post of of) if (replies.some((reply) => isThis(reply, post))) found.add(post.id);
    }
    return found;
  },
};

function idsOf(posts: readonly { externalId: string }[]): string[] {
  return posts.map(({ externalId }) => externalId);
}

function isThis(
  reply: { externalId: string | null; text: string },
  post: { externalId: string; text: string },
): boolean {
  return reply.externalId === null ? sameText(reply.text, post.text) : reply.externalId === post.externalId;
}
