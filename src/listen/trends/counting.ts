import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { type PostFacts, readPostFacts, spanOfSlot, type TopicPostsObserver } from '#listen/posts/index.ts';
import { type Bucket, Counting, dayOf, isEmpty } from './domain/bucket.ts';
import { DAY_MS, HOUR_MS, hoursOf } from './domain/period.ts';
import type { Countable } from './domain/values.ts';
import { markDue, takeDue } from './due-store.ts';
import { labelsToCountPort } from './ports.ts';
import { putDay, putHours, selectBuckets } from './store.ts';
import { topicsOf } from './subjects.ts';

export const COUNT_JOB = 'trends.count';
/** Lists of hours are kept this long; an hour that changes later is counted with all the others of its day. */
export const HOUR_LISTS_DAYS = 45;
const AT_ONCE = 2000;

/** Hears from `listen/posts` where topics changed, about once a minute. */
export const trendsObserver: TopicPostsObserver = {
  async onTopicPostsChanged(app, changes) {
    const hours = new Map<string, { subject: string; hour: Date }>();
    for (const { topicId, slot } of changes) {
      const { from, to } = spanOfSlot(slot);
      for (const hour of hoursOf(from, to))
        hours.set(`${topicId} ${hour.getTime()}`, { subject: topicId, hour });
    }
    await markDue(app, [...hours.values()]);
    await app.jobs.enqueue(COUNT_JOB, {}, { key: COUNT_JOB });
  },
};

/**
 * Counts what is due, a day of a subject in each transaction: its marks, its hours and its day change together, so whatever stops in
 * between is done again. Answers the days that were counted. Unless told to be patient it leaves alone what was counted a moment ago.
 */
export async function countDueHours(app: App, signal: AbortSignal, isPatient = false): Promise<number> {
  for (let days = 0; ; days++) {
    if (signal.aborted || !(await app.db.transaction(() => countNext(app, isPatient)))) return days;
  }
}

async function countNext(app: App, isPatient: boolean): Promise<boolean> {
  const due = await takeDue(app, isPatient);
  if (!due) return false;
  const { subject, day } = due;
  const end = new Date(day.getTime() + DAY_MS);
  const isOld = day.getTime() < app.clock.now().getTime() - HOUR_LISTS_DAYS * DAY_MS;
  const hours = isOld ? hoursOf(day, end) : due.hours;
  const topicIds = await topicsOf(app, subject);
  const counted = [];
  for (const hour of hours) counted.push(await countHour(app, topicIds, hour));
  await putHours(app, subject, counted);
  const buckets = isOld
    ? counted.flatMap(({ bucket }) => bucket ?? [])
    : await selectBuckets(app, subject, { from: day, to: end });
  await putDay(app, subject, day, buckets.length === 0 ? undefined : dayOf(buckets));
  return true;
}

async function countHour(
  app: App,
  topicIds: readonly string[],
  hour: Date,
): Promise<{ hour: Date; bucket: Bucket | undefined; tookMs: number }> {
  const began = performance.now();
  const counting = new Counting();
  const to = new Date(hour.getTime() + HOUR_MS);
  for (let after: string | undefined; ;) {
    const posts = await readPostFacts(app, { topicIds, from: hour, to, after, limit: AT_ONCE });
    for (const countable of await withLabels(app, posts)) counting.add(countable);
    if (posts.length < AT_ONCE) break;
    after = posts.at(-1)!.id;
  }
  const bucket = counting.bucket();
  return {
    hour,
    bucket: isEmpty(bucket) ? undefined : bucket,
    tookMs: Math.round(performance.now() - began),
  };
}

/** Posts with all that they are counted by. */
export async function withLabels(app: App, posts: readonly PostFacts[]): Promise<Countable[]> {
  if (posts.length === 0) return [];
  const labels = await app.find(labelsToCountPort)?.read(
    app,
    posts.map((post) => post.id),
  );
  const accounts = await readAccounts(app, [...new Set(posts.map((post) => post.accountId))]);
  return posts.map((post) => ({
    post,
    labels: labels?.get(post.id),
    followers: accounts.get(post.accountId)?.followers ?? null,
  }));
}
