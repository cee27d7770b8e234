import type { App } from '#platform/app/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import type { Conversation } from '../domain/conversation.ts';

/** Newest posts of a conversation that are looked at again when others go. */
const MOST = 50;

/** What is left of conversations without the posts that go: answers their newest posts, oldest first. */
export async function readStanding(
  app: App,
  rows: readonly Conversation[],
  gone: ReadonlySet<string>,
): Promise<(row: Conversation) => StoredPost[]> {
  const idsOf = (row: Conversation) => row.postIds.filter((id) => !gone.has(id)).slice(-MOST);
  const posts = new Map((await readStoredPosts(app, rows.flatMap(idsOf))).map((post) => [post.id, post]));
  return (row) => idsOf(row).flatMap((id) => posts.get(id) ?? []);
}
