import type { App } from '#platform/app/index.ts';
import { stepThrough } from '#platform/turns/index.ts';
import { Zone } from '#lib/zone/index.ts';
import { Activity } from './domain/activity.ts';
import type { Bounds, PackedDay } from './domain/day.ts';
import { Help } from './domain/help.ts';
import { Questions } from './domain/questions.ts';
import { numberOf, selectDays } from './store/days.ts';

/** Days read in one go: a few hundred kilobytes of a community of a million posts. */
const AT_ONCE = 64;

export interface Counted {
  questions: Questions;
  activity: Activity;
  help: Help;
}

/** Counts the days of two periods; the next days are read while some are counted. */
export async function countDays(app: App, bounds: Bounds, zone: string): Promise<Counted> {
  const counted = {
    questions: new Questions(bounds),
    activity: new Activity(bounds, new Zone(zone)),
    help: new Help(bounds),
  };
  const last = numberOf(bounds.end);
  let from = numberOf(bounds.start);
  for (let days = await selectDays(app, bounds, from, AT_ONCE); from <= last;) {
    from += AT_ONCE;
    const next = from <= last ? selectDays(app, bounds, from, AT_ONCE) : [];
    [days] = await Promise.all([next, stepThrough(counting(counted, days))]);
  }
  return counted;
}

function* counting({ questions, activity, help }: Counted, days: readonly PackedDay[]) {
  for (const day of days) {
    questions.take(day);
    activity.take(day);
    help.take(day);
    yield;
  }
}
