import { anyPostsPort } from '#listen/posts/index.ts';
import type { TestApp } from '../../../../test/helpers/app.ts';
import { createStage, type Stage } from '../../topics/testing/stage.ts';
import { copiesObserver, keepCopies, keepRules } from '../copies/keep.ts';

export interface ClusterStage extends Stage {
  /** Everything that happened until now is looked at; answers how many posts were. */
  look(): Promise<number>;
  /** Ids of stored posts by their ids on the network. */
  idsOf(): Promise<Map<string, string>>;
}

/** Topics, intake and copies as they are wired. */
export async function createClusterStage(test?: TestApp): Promise<ClusterStage> {
  const stage = await createStage(test);
  const { app } = stage;
  app.provide(anyPostsPort, copiesObserver);
  return {
    ...stage,
    async look() {
      const { postsFeature } = await import('#listen/posts/index.ts');
      const { signal } = new AbortController();
      await postsFeature.jobs!(app)['posts.count']!({}, signal);
      await keepRules(app);
      return keepCopies(app, signal, true);
    },
    async idsOf() {
      const rows = await app.db.query<{ id: string; name: string }>(
        'select id, external_id as name from posts',
      );
      return new Map(rows.map(({ id, name }) => [name, id]));
    },
  };
}
