import type { App } from '#platform/app/index.ts';
import { idAt } from './domain.ts';
import { anyPostsPort, topicPostsPort } from './ports.ts';
import { countFrom, countTopics, foldCounts, NO_TOPIC, type TopicCount } from './topics-store.ts';
import { lockStanding, selectKnown } from './write-store.ts';

export type { TopicCount };

/** What intake must know of an identity before it decides. */
export interface KnownPost {
  origin: string;
  externalId: string;
  version: number;
  rootExternalId: string | null;
  isDeleted: boolean;
  isOwn: boolean;
}

/** Which of these identities are stored, deleted ones included. */
export async function findKnownPosts(
  app: App,
  keys: readonly { origin: string; externalId: string }[],
): Promise<KnownPost[]> {
  const rows = await selectKnown(app, keys);
  return rows.map((row) => ({
    origin: row.origin,
    externalId: row.external_id,
    version: row.version,
    rootExternalId: row.root_external_id,
    isDeleted: row.is_deleted,
    isOwn: row.is_own,
  }));
}

/**
 * Those of the posts that still say what was read, kept from changing until the transaction ends. Posts that somebody is changing at this
 * moment are left out: whoever changes them does anew what is made of their words.
 */
export async function holdStanding(
  app: App,
  posts: readonly { id: string; version: number }[],
): Promise<Set<string>> {
  const standing = await lockStanding(
    app,
    posts.map((post) => post.id),
  );
  return new Set(posts.filter((post) => standing.get(post.id) === post.version).map((post) => post.id));
}

/** The smallest id of a post written in the last `days` days. */
export function firstIdSince(app: App, days: number): string {
  return idAt(new Date(app.clock.now().getTime() - days * 86_400_000));
}

/** Posts of each topic: all of them, those written in the last 24 hours (to a quarter of an hour), and when the last one matched. */
export async function countTopicMatches(app: App, topicIds: readonly string[]): Promise<TopicCount[]> {
  return countTopics(app, topicIds, idAt(new Date(app.clock.now().getTime() - 86_400_000)));
}

/** Posts of a topic that were written since then, counted up to `limit`. */
export async function countTopicSince(
  app: App,
  topicId: string,
  since: Date,
  limit: number,
): Promise<number> {
  return countFrom(app, topicId, idAt(since), limit);
}

/** Folds what was added to topics and taken from them into their counts. */
export async function settleTopicCounts(app: App): Promise<void> {
  const oldest = idAt(new Date(app.clock.now().getTime() - 26 * 3_600_000));
  await app.db.transaction(async () => {
    const changes = await foldCounts(app, oldest);
    if (changes.length === 0) return;
    const ofTopics = changes.filter(({ topicId }) => topicId !== NO_TOPIC);
    if (ofTopics.length > 0) await app.find(topicPostsPort)?.onTopicPostsChanged(app, ofTopics);
    await app.find(anyPostsPort)?.onPostsChanged(app, [...new Set(changes.map(({ slot }) => slot))]);
  });
}
