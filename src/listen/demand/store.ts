import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface NeedRow {
  id: string;
  name: string;
  topic_ids: string[];
  item: string | null;
  lead_days: number;
  alert_from: number;
  counted_from: Date | null;
  due: number;
  open_alerts: number;
}

const NEED = `n.id, n.name, n.topic_ids, n.item, n.lead_days, n.alert_from, n.counted_from,
  (select count(*)::int from need_due d where d.need_id = n.id) as due,
  (select count(*)::int from demand_alerts a where a.need_id = n.id and a.ended_at is null) as open_alerts`;

export async function selectNeeds(app: App): Promise<NeedRow[]> {
  return app.db.query<NeedRow>(`select ${NEED} from needs n order by n.created_at, n.id`);
}

export async function selectNeed(app: App, id: string): Promise<NeedRow | undefined> {
  return (await app.db.query<NeedRow>(`select ${NEED} from needs n where n.id = $1`, [id]))[0];
}

/** The same, locked until the transaction ends. */
export async function lockNeed(app: App, id: string): Promise<NeedRow | undefined> {
  return (await app.db.query<NeedRow>(`select ${NEED} from needs n where n.id = $1 for update`, [id]))[0];
}

type NeedValues = Pick<NeedRow, 'id' | 'name' | 'topic_ids' | 'item' | 'lead_days' | 'alert_from'>;

export async function insertNeed(app: App, need: NeedValues, countedFrom: string): Promise<void> {
  await app.db.query(
    'insert into needs (id, name, topic_ids, item, lead_days, alert_from, counted_from) values ($1, $2, $3, $4, $5, $6, $7)',
    [need.id, need.name, textArray(need.topic_ids), need.item, need.lead_days, need.alert_from, countedFrom],
  );
}

export async function updateNeed(app: App, need: NeedValues): Promise<void> {
  await app.db.query(
    `update needs set name = $2, topic_ids = $3, item = $4, lead_days = $5, alert_from = $6, updated_at = now() where id = $1`,
    [need.id, need.name, textArray(need.topic_ids), need.item, need.lead_days, need.alert_from],
  );
}

export async function deleteNeed(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from needs where id = $1 returning id', [id])).length > 0;
}

/** Days, as 2026-11-22, of a need that are to be counted. */
export async function markDays(app: App, needId: string, days: readonly string[]): Promise<void> {
  await app.db.query(
    'insert into need_due (need_id, day) select $1, unnest($2::text[])::date on conflict do nothing',
    [needId, textArray(days)],
  );
}

/** The same for every need with one of the topics; whether there is one. */
export async function markDaysOfTopics(
  app: App,
  changes: readonly { topicId: string; day: string }[],
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into need_due (need_id, day)
       select distinct n.id, c.day::date from unnest($1::text[], $2::text[]) as c (topic_id, day)
         join needs n on c.topic_id = any(n.topic_ids)
        where c.day::date >= n.counted_from
     on conflict do nothing returning need_id`,
    [textArray(changes.map(({ topicId }) => topicId)), textArray(changes.map(({ day }) => day))],
  );
  return rows.length > 0;
}

/** The latest day that is due, taken off the list and locked until the transaction ends. */
export async function takeDueDay(app: App): Promise<{ need: NeedRow; day: string } | undefined> {
  const [due] = await app.db.query<{ need_id: string; day: string }>(
    `delete from need_due where (need_id, day) in
       (select need_id, day from need_due order by day desc, need_id limit 1 for update skip locked)
     returning need_id, day::text`,
  );
  if (!due) return undefined;
  const need = await selectNeed(app, due.need_id);
  return need && { need, day: due.day };
}

export interface DayCount {
  country: string;
  region: string;
  area: string;
  people: number;
}

export async function putDay(
  app: App,
  needId: string,
  day: string,
  counts: readonly DayCount[],
): Promise<void> {
  await app.db.query('delete from need_days where need_id = $1 and day = $2', [needId, day]);
  await app.db.query(
    `insert into need_days (need_id, day, country, region, area, people)
       select $1, $2, country, region, area, people
         from jsonb_to_recordset($3::jsonb) as c (country text, region text, area text, people integer)`,
    [needId, day, JSON.stringify(counts)],
  );
}

/** Who wrote on one of the latest days, by account. */
export async function putPeople(
  app: App,
  needId: string,
  day: string,
  people: ReadonlyMap<string, Omit<DayCount, 'people'>>,
): Promise<void> {
  await app.db.query('delete from need_people where need_id = $1 and day = $2', [needId, day]);
  if (people.size === 0) return;
  const rows = Array.from(people, ([account_id, place]) => ({ account_id, ...place }));
  await app.db.query(
    `insert into need_people (need_id, day, account_id, country, region, area)
       select $1, $2, account_id, country, region, area
         from jsonb_to_recordset($3::jsonb) as p (account_id text, country text, region text, area text)`,
    [needId, day, JSON.stringify(rows)],
  );
}

/** Days before this one are in no window any more. */
export async function dropPeople(app: App, before: string): Promise<void> {
  await app.db.query('delete from need_people where day < $1', [before]);
}

/** How many different people wrote in an area from a day on. */
export async function selectPeople(app: App, needId: string, from: string): Promise<DayCount[]> {
  return app.db.query<DayCount>(
    `select country, region, area, count(distinct account_id)::int as people from need_people
      where need_id = $1 and day >= $2 group by country, region, area`,
    [needId, from],
  );
}

export interface PlaceDay extends DayCount {
  day: string;
}

export async function selectDays(app: App, needId: string, from: string): Promise<PlaceDay[]> {
  return app.db.query<PlaceDay>(
    `select day::text, country, region, area, people from need_days where need_id = $1 and day >= $2 order by day`,
    [needId, from],
  );
}

export interface AlertRow {
  id: string;
  country: string;
  region: string;
  area: string;
  sigma: number;
  highest_sigma: number;
  people: number;
  expected: number;
  began_at: Date;
  calm_since: Date | null;
  ended_at: Date | null;
}

export async function selectAlerts(app: App, needId: string, limit: number): Promise<AlertRow[]> {
  return app.db.query<AlertRow>(
    `select id, country, region, area, sigma, highest_sigma, people, expected, began_at, calm_since, ended_at from demand_alerts
      where need_id = $1 order by ended_at is null desc, began_at desc limit $2`,
    [needId, limit],
  );
}

export async function insertAlert(
  app: App,
  alert: { id: string; needId: string; country: string; region: string; area: string } & Latest,
): Promise<void> {
  await app.db.query(
    `insert into demand_alerts (id, need_id, country, region, area, sigma, highest_sigma, people, expected)
       values ($1, $2, $3, $4, $5, $6, $6, $7, $8) on conflict do nothing`,
    [
      alert.id,
      alert.needId,
      alert.country,
      alert.region,
      alert.area,
      alert.sigma,
      alert.people,
      alert.expected,
    ],
  );
}

interface Latest {
  sigma: number;
  people: number;
  expected: number;
}

/** What an open alert has come to; calm ones end after two days. True when it ended now. */
export async function updateAlert(app: App, id: string, latest: Latest, isCalm: boolean): Promise<boolean> {
  const [row] = await app.db.query<{ ended: boolean }>(
    `update demand_alerts set sigma = $2, highest_sigma = greatest(highest_sigma, $2), people = $3, expected = $4, updated_at = now(),
       calm_since = case when $5 then coalesce(calm_since, now()) end,
       ended_at = case when $5 and calm_since < now() - interval '2 days' then now() end
      where id = $1 and ended_at is null returning ended_at is not null as ended`,
    [id, latest.sigma, latest.people, latest.expected, isCalm],
  );
  return row?.ended ?? false;
}
