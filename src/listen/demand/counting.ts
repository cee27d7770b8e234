import type { App } from '#platform/app/index.ts';
import { readPostFacts, spanOfSlot, type TopicPostsObserver } from '#listen/posts/index.ts';
import { areasOf } from './areas.ts';
import { type Area, areaKey } from './domain/area.ts';
import { dayOf, daysUntil, spanOfDay, zoneOf } from './domain/days.ts';
import { LONGEST_WINDOW } from './schema.ts';
import {
  type DayCount,
  dropPeople,
  markDays,
  putDay,
  putPeople,
  selectCounting,
  takeDueDay,
} from './store.ts';

export const COUNT_JOB = 'demand.count';
const AT_ONCE = 2000;

/** Hears from `listen/posts` where topics changed. */
export const demandObserver: TopicPostsObserver = {
  async onTopicPostsChanged(app, changes) {
    const spans = changes.map(({ topicId, slot }) => ({ topicId, ...spanOfSlot(slot) }));
    const needs = await selectCounting(app, [...new Set(changes.map(({ topicId }) => topicId))]);
    for (const { id, topic_ids, zone, first } of needs) {
      const days = spans
        .filter(({ topicId }) => topic_ids.includes(topicId))
        .flatMap(({ from, to }) => [
          dayOf(from, zoneOf(zone)),
          dayOf(new Date(to.getTime() - 1), zoneOf(zone)),
        ]);
      const counted = [...new Set(days)].filter((day) => day >= first);
      if (counted.length > 0) await markDays(app, id, counted);
    }
    if (needs.length > 0) await app.jobs.enqueue(COUNT_JOB, {}, { key: COUNT_JOB });
  },
};

/** Counts days that are due, one in each transaction; answers the needs that were counted. */
export async function countDueDays(app: App, signal: AbortSignal): Promise<Set<string>> {
  const counted = new Set<string>();
  const now = app.clock.now();
  while (!signal.aborted) {
    const needId = await app.db.transaction(async () => {
      const due = await takeDueDay(app);
      if (!due) return undefined;
      const zone = zoneOf(due.need.zone);
      const people = await peopleOf(app, due.need.topic_ids, spanOfDay(due.day, zone));
      const isLatest = due.day >= daysUntil(now, LONGEST_WINDOW, zone)[0]!;
      await putDay(app, due.need.id, due.day, countsOf(people));
      await putPeople(app, due.need.id, due.day, isLatest ? people : new Map());
      return due.need.id;
    });
    if (needId === undefined) break;
    counted.add(needId);
  }
  // Where clocks are behind, the latest day may be that before the one of UTC.
  await dropPeople(app, daysUntil(now, LONGEST_WINDOW + 1)[0]!);
  for (const needId of counted) await app.bus.publish('demand.changed', { needId });
  return counted;
}

/** Who wrote on a day, and where he wrote from last. Own posts and spam tell of no need. */
async function peopleOf(
  app: App,
  topicIds: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Map<string, Area>> {
  const places = new Map<string, Area>();
  for (let after: string | undefined; ;) {
    const posts = await readPostFacts(app, { topicIds, from, to, after, limit: AT_ONCE });
    const areas = await areasOf(
      app,
      posts.filter((post) => !post.isOwn).map((post) => post.id),
    );
    for (const post of posts) {
      const area = areas.get(post.id);
      if (area) places.set(post.accountId, area);
    }
    if (posts.length < AT_ONCE) break;
    after = posts.at(-1)!.id;
  }
  return places;
}

/** How many of them are where. */
function countsOf(people: ReadonlyMap<string, Area>): DayCount[] {
  const counts = new Map<string, DayCount>();
  for (const place of people.values()) {
    const key = areaKey(place);
    const count = counts.get(key);
    if (count) count.people++;
    else counts.set(key, { ...place, people: 1 });
  }
  return [...counts.values()];
}
