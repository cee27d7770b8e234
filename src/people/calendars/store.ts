import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Hours, Interval } from '#lib/hours/index.ts';

export interface Exception {
  /** `2026-12-25` */
  day: string;
  name: string;
  open: Interval[];
  source: string;
}

/** Hours with a name. `exceptions` are in the order of their days. */
export interface Calendar extends Hours {
  /** `cal_…` */
  id: string;
  name: string;
  week: Interval[][];
  isStandard: boolean;
  exceptions: Exception[];
}

const SELECT = `select c.id, c.name, c.zone, c.week, c.is_standard as "isStandard",
    coalesce((select jsonb_agg(jsonb_build_object('day', e.day::text, 'name', e.name, 'open', e.open, 'source', e.source) order by e.day)
      from calendar_exceptions e where e.calendar_id = c.id), '[]') as exceptions
  from calendars c`;

export const selectCalendars = (app: App): Promise<Calendar[]> =>
  app.db.query<Calendar>(`${SELECT} order by c.is_standard desc, lower(c.name)`);

export async function selectCalendar(app: App, id: string): Promise<Calendar | undefined> {
  return (await app.db.query<Calendar>(`${SELECT} where c.id = $1`, [id]))[0];
}

/** Locks a calendar until the transaction ends, so that its exceptions are counted by one at a time. */
export async function lockCalendar(app: App, id: string): Promise<Calendar | undefined> {
  await app.db.query('select 1 from calendars where id = $1 for update', [id]);
  return selectCalendar(app, id);
}

export type CalendarRow = Pick<Calendar, 'id' | 'name' | 'zone' | 'week' | 'isStandard'>;

/** Adds a calendar or changes one. Throws 23505 when the name is taken. */
export async function saveCalendar(app: App, calendar: CalendarRow): Promise<void> {
  if (calendar.isStandard)
    await app.db.query('update calendars set is_standard = false where is_standard and id <> $1', [
      calendar.id,
    ]);
  await app.db.query(
    `insert into calendars as c (id, name, zone, week, is_standard) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set name = excluded.name, zone = excluded.zone, week = excluded.week,
       is_standard = c.is_standard or excluded.is_standard, updated_at = now()`,
    [calendar.id, calendar.name, calendar.zone, JSON.stringify(calendar.week), calendar.isStandard],
  );
}

/** Throws 23503 while somebody uses it. */
export async function deleteCalendar(app: App, id: string): Promise<void> {
  await app.db.query('delete from calendars where id = $1', [id]);
}

/** Adds days; those that are there are changed when `replaces`, else left. */
export async function saveExceptions(
  app: App,
  calendarId: string,
  exceptions: readonly Exception[],
  replaces: boolean,
): Promise<void> {
  await app.db.query(
    `insert into calendar_exceptions (calendar_id, day, name, open, source)
     select $1, (one ->> 'day')::date, one ->> 'name', one -> 'open', one ->> 'source' from jsonb_array_elements($2::jsonb) as all_days (one)
     on conflict (calendar_id, day) ${
       replaces
         ? 'do update set name = excluded.name, open = excluded.open, source = excluded.source'
         : 'do nothing'
     }`,
    [calendarId, JSON.stringify(exceptions)],
  );
}

export async function deleteExceptions(
  app: App,
  calendarId: string,
  days: readonly string[],
): Promise<number> {
  const rows = await app.db.query(
    'delete from calendar_exceptions where calendar_id = $1 and day = any($2::text[]::date[]) returning day',
    [calendarId, textArray(days)],
  );
  return rows.length;
}
