import { DAY_MS, HOUR_MS, type Period } from './period.ts';
import type { Zone } from '#lib/zone/index.ts';

/** What one hour of a topic says in a chart. */
export interface HourFigures {
  hour: Date;
  posts: number;
  negative: number;
  neutral: number;
  positive: number;
  reach: number;
  reachKnown: number;
}

export type Figures = Omit<HourFigures, 'hour'>;

/** One place of a series. `null` stands for what nobody can know: before the first post that was counted, and the future. */
export interface Point {
  at: Date;
  figures: Figures | null;
}

export type Step = 'hour' | 'day';

/** Up to three days are drawn by the hour. */
export function stepOf({ from, to }: Period): Step {
  return to.getTime() - from.getTime() <= 3 * DAY_MS ? 'hour' : 'day';
}

/** The moments at which the steps of a period begin: full hours, or midnights of the zone (the first one where the period begins). */
export function stepsOf(period: Period, step: Step, zone: Zone): Date[] {
  const steps: Date[] = [];
  const end = period.to.getTime();
  for (let at = period.from.getTime(); at < end;) {
    steps.push(new Date(at));
    at = step === 'hour' ? at + HOUR_MS : nextMidnight(at, zone);
  }
  return steps;
}

function nextMidnight(at: number, zone: Zone): number {
  const today = zone.dayOf(at);
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const next = Math.floor(zone.startOf(tomorrow) / HOUR_MS) * HOUR_MS;
  return next > at ? next : at + DAY_MS;
}

/** Hours put into the steps of a period. */
export function seriesOf(
  hours: readonly HourFigures[],
  steps: readonly Date[],
  known: { since: Date | null; until: Date },
): Point[] {
  const points = steps.map((at, index): Point => ({
    at,
    figures: isKnown(at, steps[index + 1], known) ? noFigures() : null,
  }));
  let index = 0;
  for (const hour of [...hours].sort((a, b) => a.hour.getTime() - b.hour.getTime())) {
    while (index + 1 < points.length && points[index + 1]!.at <= hour.hour) index++;
    const point = points[index];
    if (!point || point.at > hour.hour) continue;
    add((point.figures ??= noFigures()), hour);
  }
  return points;
}

/** Whether zero posts in the step from `at` to `end` are zero, or nobody knows. */
export function isKnown(
  at: Date,
  end: Date | undefined,
  known: { since: Date | null; until: Date },
): boolean {
  return known.since !== null && (end ?? known.until) > known.since && at < known.until;
}

export function totalOf(hours: readonly HourFigures[]): Figures {
  const total = noFigures();
  for (const hour of hours) add(total, hour);
  return total;
}

/** Posts by hour of the week (168 places, Monday first) and how often each of these hours lies in what is known of the period. */
export function heatOf(
  hours: readonly HourFigures[],
  period: Period,
  zone: Zone,
  known: { since: Date | null; until: Date },
): { posts: number[]; times: number[] } {
  const posts = Array.from({ length: 168 }, () => 0);
  const times = Array.from({ length: 168 }, () => 0);
  for (const { hour, posts: count } of hours) posts[zone.hourOfWeek(hour.getTime())]! += count;
  const first = Math.max(period.from.getTime(), known.since?.getTime() ?? period.to.getTime());
  const end = Math.min(period.to.getTime(), known.until.getTime());
  for (let at = first; at < end; at += HOUR_MS) times[zone.hourOfWeek(at)]! += 1;
  return { posts, times };
}

function noFigures(): Figures {
  return { posts: 0, negative: 0, neutral: 0, positive: 0, reach: 0, reachKnown: 0 };
}

function add(sum: Figures, one: Figures): void {
  sum.posts += one.posts;
  sum.negative += one.negative;
  sum.neutral += one.neutral;
  sum.positive += one.positive;
  sum.reach += one.reach;
  sum.reachKnown += one.reachKnown;
}
