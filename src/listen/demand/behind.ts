import type { App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { type PostView, readPostFacts, readPosts } from '#listen/posts/index.ts';
import { areasOf } from './areas.ts';
import { type Area, areaKey } from './domain/area.ts';
import { DAY_MS, daysUntil, spanOfDay, zoneOf } from './domain/days.ts';
import { FEWEST_SHOWN } from './domain/hidden.ts';
import { needRow } from './needs.ts';

const AT_ONCE = 500;
const MOST_READ = 20_000;

/** The posts behind a number of the picture, newest first; none where the number is hidden. Throws `demand.no_need`. */
export async function readBehind(
  app: App,
  needId: string,
  asked: Area & { days: number; cursor?: string | undefined; limit: number },
): Promise<PageOf<PostView>> {
  const { topic_ids: topicIds, zone } = await needRow(app, needId);
  const now = app.clock.now();
  const { from } = spanOfDay(daysUntil(now, asked.days, zoneOf(zone))[0]!, zoneOf(zone));
  const found: { id: string; accountId: string }[] = [];
  for (let after: string | undefined, read = 0; read < MOST_READ;) {
    const posts = await readPostFacts(app, {
      topicIds,
      from,
      to: new Date(now.getTime() + DAY_MS),
      after,
      limit: AT_ONCE,
      isNewestFirst: true,
    });
    const areas = await areasOf(
      app,
      posts.map(({ id }) => id),
    );
    for (const { id, accountId, isOwn } of posts) {
      const area = areas.get(id);
      if (!isOwn && area && areaKey(area) === areaKey(asked)) found.push({ id, accountId });
    }
    read += posts.length;
    after = posts.at(-1)?.id;
    if (posts.length < AT_ONCE) break;
  }
  if (new Set(found.map(({ accountId }) => accountId)).size < FEWEST_SHOWN) return { items: [] };
  const rest = found.filter(({ id }) => asked.cursor === undefined || id < asked.cursor);
  const ids = rest.slice(0, asked.limit).map(({ id }) => id);
  const items = await readPosts(app, ids);
  return rest.length > asked.limit ? { items, nextCursor: ids.at(-1)! } : { items };
}
