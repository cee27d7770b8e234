import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readPost, readPosts } from '#listen/posts/index.ts';
import type { CopiesView, DuplicatesView } from '../schema.ts';
import { countDueSlots, selectAuthorsOfGroup, selectGroupsOf, selectPostsOfGroup } from './read-store.ts';

/** Authors that are named. */
const MOST_AUTHORS = 20;

/** Posts of which there is more than one with the same or nearly the same text, by post id; the others are left out. */
export async function copiesOf(app: App, postIds: readonly string[]): Promise<Map<string, CopiesView>> {
  if (postIds.length === 0) return new Map();
  const rows = await selectGroupsOf(app, postIds);
  return new Map(
    rows
      .filter(({ posts }) => posts > 1)
      .map(({ postId, groupKey, posts, texts, firstPostId }) => [
        postId,
        { postId, group: groupName(groupKey), posts, texts, firstPostId },
      ]),
  );
}

/**
 * All posts that say the same as this one or nearly the same, with its own, newest first; how many there are, the first of them, and who
 * wrote them. A post that was just stored is alone for up to a minute. Throws `post.not_found`.
 */
export async function duplicatesOf(
  app: App,
  postId: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<DuplicatesView> {
  const post = await readPost(app, postId);
  const [[group], waiting] = await Promise.all([selectGroupsOf(app, [postId]), countDueSlots(app)]);
  if (!group || group.posts < 2) {
    const authors = [{ author: post.author, posts: 1 }];
    return {
      group: null,
      posts: 1,
      texts: 1,
      first: post,
      authors: 1,
      topAuthors: authors,
      items: [post],
      waiting,
    };
  }
  const ids = await selectPostsOfGroup(app, group.groupKey, asked.cursor ?? BEHIND_ALL, asked.limit + 1);
  const shown = ids.slice(0, asked.limit);
  const [items, [first], { authors, top }] = await Promise.all([
    readPosts(app, shown),
    readPosts(app, [group.firstPostId]),
    selectAuthorsOfGroup(app, group.groupKey, MOST_AUTHORS),
  ]);
  const accounts = await readAccounts(
    app,
    top.map(({ accountId }) => accountId),
  );
  return {
    group: groupName(group.groupKey),
    posts: group.posts,
    texts: group.texts,
    first: first ?? post,
    authors,
    topAuthors: top.flatMap(({ accountId, posts }) => {
      const author = accounts.get(accountId);
      return author ? [{ author, posts }] : [];
    }),
    // A post may have been deleted since the group was counted.
    items: items.filter(({ deletedAt }) => deletedAt === null),
    waiting,
    ...(ids.length > asked.limit ? { nextCursor: shown.at(-1)! } : {}),
  };
}

const BEHIND_ALL = 'post_~';

function groupName(key: number): string {
  return `same_${key.toString(32).padStart(11, '0')}`;
}
