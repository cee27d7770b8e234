import type { App } from '#platform/app/index.ts';
import { readTopicSpans, readTopicsWithPosts } from '#listen/posts/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { HOUR_LISTS_DAYS } from './counting.ts';
import { DAY_MS, hoursOf } from './domain/period.ts';
import { lockRules, markDue, markHoursOf, putBrandTopics, putRules, selectBrandTopics } from './due-store.ts';
import { deleteExpired } from './reports/store.ts';
import { deleteSubject, dropHourLists, selectSubjects } from './store.ts';
import { BRAND } from './subjects.ts';

/** Rises whenever posts are counted by other rules: everything is counted again then. */
const RULES = 1;

/** Sees to it that everything that should be counted is, or is due: on the first start, after new rules, when topics join or leave the brand. */
export async function keepInStep(app: App): Promise<void> {
  await app.db.transaction(async () => {
    if ((await lockRules(app)) !== RULES) {
      await countEverythingAgain(app);
      await putRules(app, RULES);
    } else await followBrand(app);
  });
}

/** Forgets every count and marks every hour in which a topic has posts. */
export async function countEverythingAgain(app: App): Promise<void> {
  await app.db.transaction(async () => {
    for (const subject of await selectSubjects(app)) await deleteSubject(app, subject);
    await putBrandTopics(app, await brandTopics(app));
    for (const id of await readTopicsWithPosts(app)) {
      const spans = await readTopicSpans(app, id);
      const hours = new Set(spans.flatMap(({ from, to }) => hoursOf(from, to).map((hour) => hour.getTime())));
      await markDue(
        app,
        Array.from(hours, (hour) => ({ subject: id, hour: new Date(hour) })),
      );
    }
  });
}

async function followBrand(app: App): Promise<void> {
  const [before, now] = [await selectBrandTopics(app), await brandTopics(app)];
  const changed = [...before.filter((id) => !now.includes(id)), ...now.filter((id) => !before.includes(id))];
  if (changed.length === 0) return;
  await putBrandTopics(app, now);
  await markHoursOf(app, changed, BRAND);
}

async function brandTopics(app: App): Promise<string[]> {
  return (await readTopicNames(app)).filter(({ kind }) => kind === BRAND).map(({ id }) => id);
}

/** Nightly: what is too fine for its age goes. */
export async function tidy(app: App): Promise<void> {
  await dropHourLists(app, new Date(app.clock.now().getTime() - (HOUR_LISTS_DAYS + 1) * DAY_MS));
  await deleteExpired(app);
}
