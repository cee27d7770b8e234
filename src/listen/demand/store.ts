import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';

export interface NeedRow {
  id: string;
  name: string;
  topic_ids: string[];
  item: string | null;
  /** Other names of it in the stock. */
  item_names: string[];
  /** By whose clocks days are counted. */
  zone: string;
  lead_days: number;
  alert_from: number;
  counted_from: Date | null;
  due: number;
  open_alerts: number;
}

const NEED = `n.id, n.name, n.topic_ids, n.item, n.item_names, n.zone, n.lead_days, n.alert_from, n.counted_from,
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

type NeedValues = Pick<
  NeedRow,
  'id' | 'name' | 'topic_ids' | 'item' | 'item_names' | 'zone' | 'lead_days' | 'alert_from'
>;

export async function insertNeed(app: App, need: NeedValues, countedFrom: string): Promise<void> {
  await app.db.query(
    `insert into needs (id, name, topic_ids, item, lead_days, alert_from, counted_from, item_names, zone)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [...parametersOf(need).slice(0, 6), countedFrom, ...parametersOf(need).slice(6)],
  );
}

export async function updateNeed(app: App, need: NeedValues): Promise<void> {
  await app.db.query(
    `update needs set name = $2, topic_ids = $3, item = $4, lead_days = $5, alert_from = $6, item_names = $7, zone = $8, updated_at = now()
      where id = $1`,
    parametersOf(need),
  );
}

function parametersOf(need: NeedValues): unknown[] {
  const { id, name, topic_ids, item, lead_days, alert_from, item_names, zone } = need;
  return [id, name, textArray(topic_ids), item, lead_days, alert_from, textArray(item_names), zone];
}

/** From which day on a need is counted. */
export async function setCountedFrom(app: App, id: string, day: string): Promise<void> {
  await app.db.query('update needs set counted_from = $2 where id = $1', [id, day]);
}

export async function deleteNeed(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from needs where id = $1 returning id', [id])).length > 0;
}

/** Days, as 2026-11-22, of a need that are to be counted. */
export async function markDays(app: App, needId: string, days: readonly string[]): Promise<void> {
  await app.db.query(
    // A need that was removed meanwhile has nothing to count.
    `insert into need_due (need_id, day) select id, unnest($2::text[])::date from needs where id = $1 on conflict do nothing`,
    [needId, textArray(days)],
  );
}

/** Needs that count any of the topics, with the day from which on they do. */
export async function selectCounting(
  app: App,
  topicIds: readonly string[],
): Promise<{ id: string; topic_ids: string[]; zone: string; first: string }[]> {
  return app.db.query(
    `select id, topic_ids, zone, counted_from::text as first from needs where topic_ids && $1::text[] and counted_from is not null`,
    [textArray(topicIds)],
  );
}

/** The latest day that is due, taken off the list and locked until the transaction ends. */
export async function takeDueDay(app: App): Promise<{ need: NeedRow; day: string } | undefined> {
  const [due] = await app.db.query<{ need_id: string; day: string }>(
    `with next as (select need_id, day from need_due order by day desc, need_id limit 1 for update skip locked)
     delete from need_due d using next where d.need_id = next.need_id and d.day = next.day
     returning d.need_id, d.day::text`,
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
