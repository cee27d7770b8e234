import type { App } from '#platform/app/index.ts';
import { periodView, readAsked, type PeriodAsked } from './asked.ts';
import { addCounts, type Counts } from './domain/bucket.ts';
import { coverOf, HOUR_MS, hourOf, type Period } from './domain/period.ts';
import { heatOf, type Point, seriesOf, stepOf, stepsOf, totalOf } from './domain/series.ts';
import { type Dimension, DIMENSIONS } from './domain/values.ts';
import { countDue } from './due-store.ts';
import type { OverviewView } from './schema.ts';
import { selectCounts, selectFigures, selectFirstHours } from './store.ts';
import { mustBeSubject } from './subjects.ts';

/** Places with fewer posts are not told apart, so that nobody can be singled out. */
export const FEWEST_OF_PLACE = 5;
export const FEW = 'few';
const PLACES: ReadonlySet<Dimension> = new Set(['country', 'region']);
/** Values shown of a dimension. */
const MOST_VALUES = 200;

/** Everything about a subject that two periods say: series, sums, breakdowns, heat by hour of the week. Reads counts alone. */
export async function readOverview(
  app: App,
  asked: PeriodAsked & { subject: string },
): Promise<OverviewView> {
  const { subject } = asked;
  await mustBeSubject(app, subject);
  const { period, against, zone } = readAsked(asked);
  const [hours, before, counts, countsBefore, firsts, waiting, now] = await Promise.all([
    selectFigures(app, subject, period),
    selectFigures(app, subject, against),
    readCounts(app, subject, period),
    readCounts(app, subject, against),
    selectFirstHours(app, [subject]),
    countDue(app, subject),
    app.db.now(),
  ]);
  const step = stepOf(period);
  const known = knownOf(firsts.get(subject), now);
  const seriesIn = (span: Period, figures: typeof hours) =>
    seriesOf(figures, stepsOf(span, step, zone), { ...known, until: earlier(known.until, span.to) }).map(
      pointView,
    );
  return {
    subject,
    period: periodView(period),
    against: periodView(against),
    step,
    series: seriesIn(period, hours),
    seriesBefore: seriesIn(against, before),
    total: totalOf(hours),
    totalBefore: totalOf(before),
    by: breakdownsOf(counts, countsBefore),
    heat: heatOf(hours, period, zone, known),
    since: known.since?.toISOString() ?? null,
    waiting,
  };
}

/** From the first counted hour to the end of the present one. */
export function knownOf(since: Date | undefined, now: Date): { since: Date | null; until: Date } {
  return { since: since ?? null, until: new Date(hourOf(now).getTime() + HOUR_MS) };
}

async function readCounts(app: App, subject: string, period: Period): Promise<Counts> {
  const { days, hours } = coverOf(period);
  const parts = await Promise.all([
    ...(days ? [selectCounts(app, 'trend_days', subject, days)] : []),
    ...hours.map((edge) => selectCounts(app, 'trend_hours', subject, edge)),
  ]);
  return addCounts(parts.flat());
}

function breakdownsOf(counts: Counts, before: Counts): OverviewView['by'] {
  const all = DIMENSIONS.map((dimension) => [
    dimension,
    breakdown(counts[dimension] ?? {}, before[dimension] ?? {}, PLACES.has(dimension) ? FEWEST_OF_PLACE : 1),
  ]);
  return Object.fromEntries(all) as OverviewView['by'];
}

type Breakdown = OverviewView['by'][Dimension];

function breakdown(now: Record<string, number>, before: Record<string, number>, fewest: number): Breakdown {
  const rows: Breakdown = [];
  const few = { value: FEW, posts: 0, before: 0 };
  for (const value of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const row = { value, posts: now[value] ?? 0, before: before[value] ?? 0 };
    if (row.posts >= fewest) rows.push({ ...row, before: row.before >= fewest ? row.before : 0 });
    else if (fewest === 1) rows.push(row);
    else {
      few.posts += row.posts;
      few.before += row.before >= fewest ? 0 : row.before;
      if (row.before >= fewest) rows.push({ value, posts: 0, before: row.before });
    }
  }
  rows.sort((a, b) => b.posts - a.posts || b.before - a.before || (a.value < b.value ? -1 : 1));
  const shown = rows.slice(0, MOST_VALUES);
  return few.posts > 0 ? [...shown, few] : shown;
}

function pointView({ at, figures }: Point): OverviewView['series'][number] {
  return { at: at.toISOString(), figures };
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
