import type { App } from '#platform/app/index.ts';
import { postsByAuthor, type PostView, readPosts } from '#listen/posts/index.ts';
import type { Touch, Touches } from '#people/persons/index.ts';
import { threadOf } from '../domain/conversation.ts';
import { selectAnswersTo } from '../store/answers.ts';
import { selectIdsOfThreads } from '../store/list.ts';

/** What people said on all their accounts, and what we answered them: one timeline, newest first. */
export const inboxTouches: Touches = {
  async list(app, accountIds, { before, limit }) {
    const said = await Promise.all(accountIds.map((id) => postsByAuthor(app, id, { cursor: before, limit })));
    const answered = await readPosts(app, await selectAnswersTo(app, accountIds, before, limit));
    const posts = [...said.flatMap((page) => page.items), ...answered]
      .filter((post) => post.deletedAt === null)
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, limit);
    return withLinks(app, posts, accountIds);
  },
  async standing(app, postIds) {
    const posts = await readPosts(app, postIds);
    return new Set(posts.filter((post) => post.deletedAt === null).map((post) => post.id));
  },
};

async function withLinks(
  app: App,
  posts: readonly PostView[],
  accountIds: readonly string[],
): Promise<Touch[]> {
  const roots = posts.map((post) => ({ origin: post.origin, rootExternalId: threadOf(post) }));
  const ids = await selectIdsOfThreads(app, roots, accountIds);
  return posts.map((post) => {
    const id = ids.get(`${post.origin}\n${threadOf(post)}`);
    return {
      id: post.id,
      at: post.createdAt,
      network: post.network,
      accountId: post.isOwn ? null : post.author.id,
      isOwn: post.isOwn,
      text: post.text || (post.title ?? ''),
      url: post.url,
      link: id === undefined ? null : `/inbox/${id}`,
    };
  });
}
