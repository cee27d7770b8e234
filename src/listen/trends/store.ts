import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Bucket, Counts } from './domain/bucket.ts';
import type { TopList } from './domain/lists.ts';
import { DAY_MS, type Period } from './domain/period.ts';
import type { HourFigures } from './domain/series.ts';
import type { Dimension, ListName } from './domain/values.ts';

const FIGURES = `posts, negative, neutral, positive, reach, reach_known as "reachKnown"`;

/** Hours that have posts, in the order of time. */
export async function selectFigures(app: App, subject: string, period: Period): Promise<HourFigures[]> {
  return app.db.query<HourFigures>(
    `select hour, ${FIGURES} from trend_hours where subject = $1 and hour >= $2 and hour < $3 order by hour`,
    [subject, period.from, period.to],
  );
}

/** Posts of several subjects by step: `step` is the place in `steps`, which begin the stretches that are added up. */
export async function selectVolumes(
  app: App,
  subjects: readonly string[],
  period: Period,
  steps: readonly Date[],
): Promise<{ subject: string; step: number; posts: number }[]> {
  return app.db.query(
    // Once for all rows: a list that is made anew for each costs a thousand times as much.
    `with steps as materialized (select $4::text[]::timestamptz[] as list)
     select subject, width_bucket(hour, list) - 1 as step, sum(posts) as posts
       from trend_hours cross join steps where subject = any($1) and hour >= $2 and hour < $3 group by 1, 2`,
    [textArray(subjects), period.from, period.to, textArray(steps.map((step) => step.toISOString()))],
  );
}

/** Posts about the brand by hour; hours without any are left out. */
export async function selectBrandHours(app: App, period: Period): Promise<{ hour: Date; posts: number }[]> {
  return app.db.query(
    `select hour, posts from trend_hours where subject = 'brand' and hour >= $1 and hour < $2`,
    [period.from, period.to],
  );
}

/** When each subject's first counted hour begins. */
export async function selectFirstHours(app: App, subjects: readonly string[]): Promise<Map<string, Date>> {
  const rows = await app.db.query<{ subject: string; hour: Date }>(
    `select subject, hour from unnest($1::text[]) as asked (subject)
       cross join lateral (select hour from trend_hours h where h.subject = asked.subject order by hour limit 1) first`,
    [textArray(subjects)],
  );
  return new Map(rows.map(({ subject, hour }) => [subject, hour]));
}

type Stretch = 'trend_hours' | 'trend_days';
const BEGIN: Record<Stretch, string> = { trend_hours: 'hour', trend_days: 'day' };

export async function selectCounts(
  app: App,
  table: Stretch,
  subject: string,
  period: Period,
): Promise<Counts[]> {
  const rows = await app.db.query<{ counts: Counts }>(
    `select counts from ${table} where subject = $1 and ${BEGIN[table]} >= $2 and ${BEGIN[table]} < $3`,
    [subject, period.from, period.to],
  );
  return rows.map((row) => row.counts);
}

export async function selectLists(
  app: App,
  table: Stretch,
  subject: string,
  list: ListName,
  period: Period,
): Promise<TopList[]> {
  const rows = await app.db.query<{ list: TopList }>(
    `select lists -> $4 as list from ${table}
      where subject = $1 and ${BEGIN[table]} >= $2 and ${BEGIN[table]} < $3 and lists is not null and posts > 0`,
    [subject, period.from, period.to, list],
  );
  return rows.map((row) => row.list);
}

/** Hours of a period in which posts have a value, latest first; all hours with posts where nothing is asked for. */
export async function selectHoursWith(
  app: App,
  subject: string,
  period: Period,
  asked: { dimension: Dimension; value: string } | undefined,
  limit: number,
): Promise<Date[]> {
  const has = asked ? 'jsonb_exists(counts -> $5, $6)' : 'posts > 0';
  const rows = await app.db.query<{ hour: Date }>(
    `select hour from trend_hours where subject = $1 and hour >= $2 and hour < $3 and ${has} order by hour desc limit $4`,
    [subject, period.from, period.to, limit, ...(asked ? [asked.dimension, asked.value] : [])],
  );
  return rows.map((row) => row.hour);
}

/** Writes hours anew; those that are empty go. */
export async function putHours(
  app: App,
  subject: string,
  hours: readonly { hour: Date; bucket: Bucket | undefined; tookMs: number }[],
): Promise<void> {
  await app.db.query('delete from trend_hours where subject = $1 and hour = any($2::text[]::timestamptz[])', [
    subject,
    textArray(hours.map(({ hour }) => hour.toISOString())),
  ]);
  const kept = hours.flatMap(({ hour, bucket, tookMs }) =>
    bucket ? [{ hour: hour.toISOString(), took_ms: tookMs, ...rowOf(bucket), lists: bucket.lists }] : [],
  );
  if (kept.length === 0) return;
  await app.db.query(
    `insert into trend_hours (subject, hour, posts, negative, neutral, positive, reach, reach_known, counts, lists, took_ms)
       select $1, hour, posts, negative, neutral, positive, reach, reach_known, counts, lists, took_ms
         from jsonb_to_recordset($2::jsonb) as h (hour timestamptz, posts integer, negative integer, neutral integer, positive integer,
              reach bigint, reach_known integer, counts jsonb, lists jsonb, took_ms integer)`,
    [subject, JSON.stringify(kept)],
  );
}

function rowOf({ posts, negative, neutral, positive, reach, reachKnown, counts }: Bucket) {
  return { posts, negative, neutral, positive, reach, reach_known: reachKnown, counts };
}

/** Hours of a day with everything that is kept of them. */
export async function selectBuckets(app: App, subject: string, period: Period): Promise<Bucket[]> {
  return app.db.query<Bucket>(
    `select ${FIGURES}, counts, lists from trend_hours
      where subject = $1 and hour >= $2 and hour < $3 and lists is not null`,
    [subject, period.from, period.to],
  );
}

/** Writes a day anew; an empty one goes. */
export async function putDay(
  app: App,
  subject: string,
  day: Date,
  bucket: Bucket | undefined,
): Promise<void> {
  await app.db.query('delete from trend_days where subject = $1 and day = $2', [subject, day]);
  if (bucket === undefined) return;
  await app.db.query(
    'insert into trend_days (subject, day, posts, counts, lists) values ($1, $2, $3, $4, $5)',
    [subject, day, bucket.posts, JSON.stringify(bucket.counts), JSON.stringify(bucket.lists)],
  );
}

/** The lists of old hours go; those of their days stay. */
export async function dropHourLists(app: App, before: Date): Promise<void> {
  const from = new Date(before.getTime() - 30 * DAY_MS);
  await app.db.query(
    'update trend_hours set lists = null where hour < $1 and hour >= $2 and lists is not null',
    [before, from],
  );
}

export async function deleteSubject(app: App, subject: string): Promise<void> {
  for (const table of ['trend_hours', 'trend_days', 'trend_due'])
    await app.db.query(`delete from ${table} where subject = $1`, [subject]);
}

export async function selectSubjects(app: App): Promise<string[]> {
  const rows = await app.db.query<{ subject: string }>(
    'select subject from trend_days union select subject from trend_due union select subject from trend_hours',
  );
  return rows.map((row) => row.subject);
}
