import type { App } from '#platform/app/index.ts';

/** Signs of an id's time that are left off: what is left counts 1,024 ms. */
export const TICK_SIGNS = 8;

/** Posts of topics from one id up to another, by the first signs of their time. */
export async function selectTicks(
  app: App,
  from: string,
  to: string,
  topicIds: readonly string[] | undefined,
): Promise<{ topic_id: string; tick: string; posts: number }[]> {
  return app.db.query(
    `select topic_id, left(post_id, ${'post_'.length + TICK_SIGNS}) as tick, count(*)::int as posts
       from post_topics where post_id >= $1 and post_id < $2 ${topicIds ? 'and topic_id = any($3)' : ''} group by 1, 2`,
    [from, to, ...(topicIds ? [topicIds] : [])],
  );
}
