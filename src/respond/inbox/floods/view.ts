import type { App } from '#platform/app/index.ts';
import { type PostView, readPosts } from '#listen/posts/index.ts';
import type { FloodMark } from './schema.ts';
import { countHeld, selectHeld } from './store.ts';

/** By conversation, what stands behind it. */
export async function readFloodMarks(
  app: App,
  conversationIds: readonly string[],
): Promise<Map<string, FloodMark>> {
  const floods = await countHeld(app, conversationIds);
  return new Map(
    floods.map(({ id, conversationId, posts, threads, beganAt, lastAt }) => [
      conversationId,
      { id, posts, threads, beganAt: beganAt.toISOString(), lastAt: lastAt.toISOString() },
    ]),
  );
}

/** What is held, the oldest first. */
export async function listHeld(
  app: App,
  floodId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: PostView[]; nextCursor?: string }> {
  const ids = await selectHeld(app, floodId, cursor ?? '', limit + 1);
  const posts = new Map((await readPosts(app, ids.slice(0, limit))).map((post) => [post.id, post]));
  return {
    items: ids.slice(0, limit).flatMap((id) => posts.get(id) ?? []),
    ...(ids.length > limit && { nextCursor: ids[limit - 1]! }),
  };
}
