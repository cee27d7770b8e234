import type { App } from '#platform/app/index.ts';
import { type PostView, readPosts } from '#listen/posts/index.ts';
import { selectHeld } from './held-store.ts';
import type { FloodMark } from './schema.ts';
import { countHeld, selectFloodsBeside } from './store.ts';

/** By conversation, what stands behind it: all floods as one, by the name of the newest. */
export async function readFloodMarks(
  app: App,
  conversationIds: readonly string[],
): Promise<Map<string, FloodMark>> {
  const floods = await countHeld(app, conversationIds);
  const byConversation = Map.groupBy(floods, ({ conversationId }) => conversationId);
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  return new Map(
    [...byConversation].map(([conversationId, some]) => [
      conversationId,
      {
        id: some.at(-1)!.id,
        posts: sum(some.map(({ posts }) => posts)),
        threads: sum(some.map(({ threads }) => threads)),
        beganAt: new Date(Math.min(...some.map(({ beganAt }) => +beganAt))).toISOString(),
        lastAt: some.at(-1)!.lastAt.toISOString(),
      },
    ]),
  );
}

/** What is held behind the same conversation as this flood, the oldest first. */
export async function listHeld(
  app: App,
  floodId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: PostView[]; nextCursor?: string }> {
  const floodIds = await selectFloodsBeside(app, floodId);
  const ids = await selectHeld(app, floodIds, cursor ?? '', limit + 1);
  const posts = new Map((await readPosts(app, ids.slice(0, limit))).map((post) => [post.id, post]));
  return {
    items: ids.slice(0, limit).flatMap((id) => posts.get(id) ?? []),
    ...(ids.length > limit && { nextCursor: ids[limit - 1]! }),
  };
}
