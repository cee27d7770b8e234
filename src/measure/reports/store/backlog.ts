import type { App } from '#platform/app/index.ts';
import type { BacklogCount } from '../domain/backlog.ts';

export async function insertBacklog(app: App, at: Date, counts: readonly BacklogCount[]): Promise<void> {
  await app.db.query(
    `insert into report_backlog (at, network, team_id, language, age, count)
       select $1, network, "teamId", language, age, count
         from jsonb_to_recordset($2::jsonb) as d (network text, "teamId" text, language text, age smallint, count int)
     on conflict do nothing`,
    [at, JSON.stringify(counts)],
  );
}

/** Of the last hour every moment stays, before that the first of each hour, for 400 days. */
export async function thinBacklog(app: App): Promise<void> {
  await app.db.query(
    `delete from report_backlog b where at < now() - interval '400 days' or (at < now() - interval '1 hour'
       and exists (select from report_backlog e where e.at < b.at and e.at >= date_trunc('hour', b.at)))`,
  );
}

export interface BacklogRow {
  at: Date;
  group: string;
  age: number;
  count: number;
}

interface BacklogFilter {
  networks: readonly string[];
  teams: readonly string[];
  languages: readonly string[];
}

const FITS = `(cardinality($1::text[]) = 0 or network = any($1)) and (cardinality($2::text[]) = 0 or team_id = any($2))
  and (cardinality($3::text[]) = 0 or language = any($3))`;
const BY = { network: 'network', team: 'team_id' } as const;

/** The last count before a moment, by channel or team and age. */
export const selectLast = (
  app: App,
  { networks, teams, languages }: BacklogFilter,
  by: keyof typeof BY,
  before: Date,
): Promise<BacklogRow[]> =>
  app.db.query<BacklogRow>(
    `select at, ${BY[by]} as "group", age, sum(count)::int as count from report_backlog
      where ${FITS} and at = (select max(at) from report_backlog where at <= $4) group by 1, 2, 3 order by 2, 3`,
    [networks, teams, languages, before],
  );

/** How much waited at each moment of a period that is kept, and how much of it for longer than a day. */
export const selectCourse = (
  app: App,
  { networks, teams, languages }: BacklogFilter,
  from: Date,
  to: Date,
): Promise<{ at: Date; waiting: number; old: number }[]> =>
  app.db.query(
    `select m.at, coalesce(sum(b.count), 0)::int as waiting, coalesce(sum(b.count) filter (where b.age >= 3), 0)::int as old
       from (select distinct on (date_bin(greatest($5::timestamptz - $4, interval '1 hour') / 56, at, $4)) at from report_backlog
              where at >= $4 and at < $5 order by date_bin(greatest($5::timestamptz - $4, interval '1 hour') / 56, at, $4), at) m
       left join report_backlog b on b.at = m.at and ${FITS} group by 1 order by 1`,
    [networks, teams, languages, from, to],
  );

/** The last moment that was counted. */
export async function selectLastAt(app: App): Promise<Date | null> {
  const [row] = await app.db.query<{ at: Date | null }>('select max(at) as at from report_backlog');
  return row!.at;
}
