import type { App } from '#platform/app/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { announceLater } from '../service/announce.ts';
import type { NewThread } from './new-thread.ts';
import { deleteHeld, insertHeld, selectHeldOfThreads } from './held-store.ts';
import type { Flood } from './store.ts';

/** What more is said in threads that are held. */
export interface FollowUps {
  /** Whether every post of it is held: words were edited, and stay where they are. */
  isSaid(thread: NewThread): boolean;
  /** Holds it with its thread unless that opens now: not `beyond` the limit. Answers the held threads, and of those that open what was held. */
  settle(beyond: ReadonlySet<string>): Promise<{
    names: ReadonlySet<string>;
    begun: ReadonlyMap<string, readonly StoredPost[]>;
  }>;
}

/** Looks for what is held of these threads behind locked floods. */
export async function followUps(
  app: App,
  floods: readonly Flood[],
  threads: readonly NewThread[],
): Promise<FollowUps> {
  const names = threads.map(({ name }) => name);
  const rows = floods.length === 0 ? [] : await selectHeldOfThreads(app, idsOf(floods), names);
  const heldOf = Map.groupBy(rows, ({ thread }) => thread);
  const heldIds = new Set(rows.map(({ postId }) => postId));
  const isSaid = ({ posts }: NewThread) => posts.every(({ id }) => heldIds.has(id));
  return {
    isSaid,
    async settle(beyond) {
      const known = threads.filter(({ name }) => heldOf.has(name));
      if (known.length === 0) return { names: new Set(), begun: new Map() };
      const staying = known.filter((one) => !one.opens || beyond.has(one.name) || isSaid(one));
      const stays = new Set(staying.map(({ name }) => name));
      const more = staying.flatMap(({ name, posts }) =>
        posts.map(({ id }) => ({ postId: id, floodId: heldOf.get(name)![0]!.floodId, thread: name })),
      );
      await insertHeld(app, more);
      const taken = rows.filter(({ thread }) => !stays.has(thread));
      const threadOf = new Map(taken.map(({ postId, thread }) => [postId, thread]));
      await deleteHeld(app, [...threadOf.keys()]);
      const posts = await readStoredPosts(app, [...threadOf.keys()]);
      announceLater(
        app,
        floods.map(({ conversationId }) => conversationId),
      );
      return { names: stays, begun: Map.groupBy(posts, ({ id }) => threadOf.get(id)!) };
    },
  };
}

const idsOf = (floods: readonly Flood[]): string[] => floods.map(({ id }) => id);
