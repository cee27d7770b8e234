import type { App } from '#platform/app/index.ts';
import { noteChangedPosts, topicLabelsPort, topicPostsPort } from '#listen/posts/index.ts';
import { type TestApp, until } from '../../../../test/helpers/app.ts';
import { createStage, type Stage } from '../../topics/testing/stage.ts';
import { countDueHours, trendsObserver } from '../counting.ts';
import type { CountedLabels } from '../domain/values.ts';
import { labelsToCountPort } from '../ports.ts';
import { keepInStep } from '../upkeep.ts';

export interface TrendStage extends Stage {
  /** Says what posts mean, by the post's id. */
  labels: Map<string, CountedLabels>;
  /** Says it anew, as a person or another model does. */
  relabel(postId: string, labels: Partial<CountedLabels>): Promise<void>;
  /** Everything that happened until now is counted. */
  count(): Promise<void>;
}

export const PLAIN: CountedLabels = {
  language: null,
  sentiment: null,
  labels: [],
  country: null,
  region: null,
};

/** Topics, intake and trends as they are wired, with labels from a map. */
export async function createTrendStage(test?: TestApp): Promise<TrendStage> {
  const stage = await createStage(test);
  const { app } = stage;
  const labels = new Map<string, CountedLabels>();
  app.provide(topicPostsPort, trendsObserver);
  app.provide(labelsToCountPort, { read: async () => labels });
  return {
    ...stage,
    labels,
    async topic(name, query, more) {
      const topic = await stage.topic(name, query, more);
      await until('it is live', () => app.find(topicLabelsPort)?.find?.(topic.id) !== undefined);
      return topic;
    },
    async relabel(postId, said) {
      await app.db.transaction(async () => {
        labels.set(postId, { ...PLAIN, ...said });
        await noteChangedPosts(app, [postId]);
      });
    },
    count: () => count(app),
  };
}

export async function count(app: App): Promise<void> {
  await settle(app);
  await keepInStep(app);
  await countDueHours(app, new AbortController().signal, true);
}

/** What `posts.count` does once a minute. */
export async function settle(app: App): Promise<void> {
  const { postsFeature } = await import('#listen/posts/index.ts');
  await postsFeature.jobs!(app)['posts.count']!({}, new AbortController().signal);
}
