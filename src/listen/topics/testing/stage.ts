import type { InboundPost } from '#connectors/kit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../../test/helpers/app.ts';
import { runBackfill } from '../backfill.ts';
import { keepTopicsLive } from '../live.ts';
import type { TopicDetail, TopicInput } from '../schema.ts';
import { createTopic } from '../service.ts';

export interface Stage {
  test: TestApp;
  app: TestApp['app'];
  /** A post of the network `test` with an id that no other has. */
  post(text: string, more?: Partial<InboundPost>): InboundPost;
  /** Takes posts in whether a topic wants them or not. */
  keep(...items: InboundPost[]): Promise<unknown>;
  /** Takes posts in as a source does. */
  pass(...items: InboundPost[]): Promise<unknown>;
  topic(name: string, query: string, more?: Partial<TopicInput>): Promise<TopicDetail>;
  /** Runs the back-fill of a topic to its end. */
  backfill(id: string): Promise<void>;
  /** Ids on the network of the posts that a topic has, sorted. */
  postsOf(id: string): Promise<string[]>;
  /** Until somebody waits for a lock. */
  somebodyWaits(): Promise<void>;
  close(): Promise<void>;
}

/** An application with topics kept live, and short ways to set a scene. */
export async function createStage(test?: TestApp): Promise<Stage> {
  test ??= await createTestApp();
  const { app } = test;
  const stop = new AbortController();
  await keepTopicsLive(app, stop.signal);
  let count = 0;
  return {
    test,
    app,
    post: (text, more = {}) => ({
      type: 'post',
      origin: 'test',
      externalId: `p${String((count += 1)).padStart(6, '0')}`,
      version: 1,
      network: 'test',
      kind: 'post',
      author: { externalId: 'maya', handle: 'maya.example' },
      text,
      createdAt: new Date(),
      ...more,
    }),
    keep: (...items) => takeIn(app, { sourceId: null, items, keepsAll: true }),
    pass: (...items) => takeIn(app, { sourceId: 'src_test', items }),
    topic: (name, query, more = {}) => createTopic(app, systemActor, { name, query, ...more }),
    backfill: (id) => runBackfill(app, id, new AbortController().signal),
    async postsOf(id) {
      const rows = await app.db.query<{ id: string }>(
        `select p.external_id as id from post_topics t join posts p on p.id = t.post_id where t.topic_id = $1 order by 1`,
        [id],
      );
      return rows.map((row) => row.id);
    },
    somebodyWaits: () =>
      until('somebody waits for a lock', async () => {
        const rows = await app.db.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return rows.length > 0;
      }),
    async close() {
      stop.abort();
      await test.close();
    },
  };
}
