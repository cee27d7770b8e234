import { wallOf } from '#lib/zone/index.ts';
import { stepThrough } from '#platform/turns/index.ts';

import type { App } from '#platform/app/index.ts';
import { countDays } from './count.ts';
import { type Bounds, DAY_MS } from './domain/day.ts';
import { namedHelp } from './named-help.ts';
import { packChangedDays } from './pack.ts';
import type { Statistics, StatisticsAsked } from './schema.ts';
import { countWaiting, selectCategoryNumbers, selectPeople } from './store/people.ts';
import { readCategories } from '../talk/categories.ts';

/**
 * The community's figures of the last `days` days beside those of as many before, up to this moment: what changed since days were packed last is packed
 * first, so the first look after a large import takes as long as that.
 */
export async function countStatistics(app: App, { days, zone }: StatisticsAsked): Promise<Statistics> {
  const end = app.clock.now().getTime();
  const bounds: Bounds = { start: end - 2 * days * DAY_MS, middle: end - days * DAY_MS, end };
  await packChangedDays(app);
  const [categories, numbers, people, waiting, { questions, activity, help }] = await Promise.all([
    readCategories(app),
    selectCategoryNumbers(app),
    selectPeople(app, bounds),
    countWaiting(app, end),
    countDays(app, bounds, zone),
  ]);
  const asked = (category: number | null) => ({
    now: questions.figures(true, category),
    before: questions.figures(false, category),
  });
  return {
    from: new Date(bounds.middle).toISOString(),
    to: new Date(end).toISOString(),
    questions: asked(null),
    activity: {
      now: activity.figures(activity.now, people.newcomers),
      before: activity.figures(activity.before, people.newcomersBefore),
    },
    silentReaders: people.readers.length - activity.anywhere.countOf(people.readers),
    waiting,
    byDay: everyDay(activity.byDay(), zone, bounds),
    categories: categories.map(({ id, name }) => ({ id, name, ...asked(numbers.get(id) ?? -1) })),
    ...(await namedHelp(app, await stepThrough(help.counted()))),
  };
}

/** Quiet days have their place as well. */
function everyDay(counted: Statistics['byDay'], zone: string, { middle, end }: Bounds): Statistics['byDay'] {
  const known = new Map(counted.map((one) => [one.day, one]));
  const [from, to] = [middle, end].map((time) => wallOf(zone, new Date(time)).slice(0, 10));
  const all: Statistics['byDay'] = [];
  for (let day = from!; day <= to!; day = dayAfter(day))
    all.push(known.get(day) ?? { day, questions: 0, posts: 0, writers: 0 });
  return all;
}

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
