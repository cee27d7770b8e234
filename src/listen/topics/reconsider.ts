import type { App } from '#platform/app/index.ts';
import { type Query, waitsForMeaning } from '#lib/query/index.ts';
import { addTopicMatches, dropTopicMatches, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import type { CorrectionObserver } from '#listen/understanding/index.ts';
import { tellObserver, unchanged } from './backfill.ts';
import { storedQuery } from './domain.ts';
import { findMatches } from './meaning.ts';
import { selectTopics, type TopicRow } from './store.ts';

export const RECONSIDER_JOB = 'topics.reconsider';

/** A corrected label may give a post to topics that ask for it, or take it from them: looked at in the background, right after. */
export const topicCorrections: CorrectionObserver = {
  async onCorrected(app, _actor, { postId }) {
    await app.jobs.enqueue(RECONSIDER_JOB, { postId }, { key: `${RECONSIDER_JOB}:${postId}` });
  },
};

/** Job: which of the topics that ask for labels have a post now. */
export async function reconsiderPost(app: App, postId: string): Promise<void> {
  const asking = (await selectTopics(app)).flatMap((topic) => {
    const query = topic.state === 'active' ? storedQuery(topic.query) : null;
    return query && waitsForMeaning(query) ? [{ topic, query }] : [];
  });
  if (asking.length === 0) return;
  await app.db.transaction(async () => {
    const posts = await unchanged(app, await readStoredPosts(app, [postId]));
    for (const post of posts) if (!post.isPrivate) for (const one of asking) await settle(app, post, one);
  });
}

async function settle(
  app: App,
  post: StoredPost,
  { topic, query }: { topic: TopicRow; query: Query },
): Promise<void> {
  const isFound = (await findMatches(app, query, [post])).length > 0;
  if (!isFound) {
    await dropTopicMatches(app, topic.id, [post.id]);
    return;
  }
  const added = await addTopicMatches(app, topic.id, [post.id]);
  if (added.length > 0) await tellObserver(app, topic, [post]);
}
