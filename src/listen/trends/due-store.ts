import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import { BRAND } from './subjects.ts';

const LOCK_SPACE = 7_270_230;
/** A busy hour is counted again only after so many times as long as counting it took. */
const REST = 20;
const LONGEST_REST_MS = 600_000;

/** Hours of topics that are to be counted again, and those of the brand where the topics are its own. */
export async function markDue(app: App, hours: readonly { subject: string; hour: Date }[]): Promise<void> {
  await app.db.query(
    `with marked as (select subject, hour::timestamptz as hour from unnest($1::text[], $2::text[]) as m (subject, hour)),
          everybody as (select subject, hour from marked
                        union select '${BRAND}', hour from marked join trend_brand_topics on topic_id = subject)
     insert into trend_due (subject, hour, not_before)
       select e.subject, e.hour, now() + least(coalesce(h.took_ms, 0) * ${REST}, ${LONGEST_REST_MS}) * interval '1 ms'
         from everybody e left join trend_hours h on h.subject = e.subject and h.hour = e.hour
        order by 1, 2
     on conflict do nothing`,
    [textArray(hours.map(({ subject }) => subject)), textArray(hours.map(({ hour }) => hour.toISOString()))],
  );
}

/** The next day of a subject with hours that are due, and those hours, taken off the list and locked until the transaction ends. */
export async function takeDue(
  app: App,
  isPatient: boolean,
): Promise<{ subject: string; day: Date; hours: Date[] } | undefined> {
  const [next] = await app.db.query<{ subject: string; day: Date }>(
    `select subject, date_trunc('day', hour) as day from trend_due
      ${isPatient ? '' : 'where not_before <= now()'} order by not_before limit 1 for update skip locked`,
  );
  if (!next) return undefined;
  // Two that count hours of one day would add the day up without each other's hours.
  await app.db.query('select pg_advisory_xact_lock($1, hashtext($2))', [
    LOCK_SPACE,
    `${next.subject} ${next.day.toISOString()}`,
  ]);
  const rows = await app.db.query<{ hour: Date }>(
    `delete from trend_due where (subject, hour) in
       (select subject, hour from trend_due where subject = $1 and hour >= $2 and hour < $2::timestamptz + interval '1 day'
          ${isPatient ? '' : 'and not_before <= now()'} order by hour for update skip locked)
     returning hour`,
    [next.subject, next.day],
  );
  return { ...next, hours: rows.map((row) => row.hour) };
}

/** Hours that wait to be counted, up to a thousand. */
export async function countDue(app: App, subject?: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*) as count from (select from trend_due where $1::text is null or subject = $1 limit 1000) d`,
    [subject ?? null],
  );
  return row?.count ?? 0;
}

export async function selectBrandTopics(app: App): Promise<string[]> {
  return (await app.db.query<{ topic_id: string }>('select topic_id from trend_brand_topics')).map(
    (row) => row.topic_id,
  );
}

export async function putBrandTopics(app: App, topicIds: readonly string[]): Promise<void> {
  await app.db.query('delete from trend_brand_topics');
  await app.db.query('insert into trend_brand_topics select unnest($1::text[])', [textArray(topicIds)]);
}

/** Every hour of these subjects, counted or due, is due for another subject. */
export async function markHoursOf(app: App, subjects: readonly string[], as: string): Promise<void> {
  await app.db.query(
    `insert into trend_due (subject, hour)
       select $2, hour from trend_hours where subject = any($1)
       union select $2, hour from trend_due where subject = any($1)
     on conflict do nothing`,
    [textArray(subjects), as],
  );
}

/** The rules by which everything was counted; locked, so that one process alone begins anew. Undefined before the first time. */
export async function lockRules(app: App): Promise<number | undefined> {
  await app.db.query('lock table trend_rules in share row exclusive mode');
  const [row] = await app.db.query<{ version: number }>('select version from trend_rules');
  return row?.version;
}

export async function putRules(app: App, version: number): Promise<void> {
  await app.db.query(
    'insert into trend_rules (version) values ($1) on conflict (is_only) do update set version = excluded.version',
    [version],
  );
}
