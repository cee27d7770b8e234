import type { App } from '#platform/app/index.ts';
import type { Dimension, Outcome } from './domain/outcomes.ts';
import type { FairnessReport } from './schema.ts';

/** Of whom an outcome can be told by now, and who had it. `q`: seconds that count as quick. */
const OF: Record<Outcome, { asked: string; had: string }> = {
  answered: {
    asked: `opened_at < now() - interval '1 day'`,
    had: 'coalesce(answer_s < 86400, false)',
  },
  quick: {
    asked: 'opened_at < now() - make_interval(secs => q)',
    had: 'coalesce(answer_s <= q, false)',
  },
  solved: {
    asked: `opened_at < now() - interval '7 days'`,
    had: `coalesce(solved_at < opened_at + interval '7 days', false)`,
  },
  satisfied: { asked: 'rating is not null', had: 'rating >= 4' },
};

/** Ties share a tenth. `$1`: days. */
const LOOKED = `select *, extract(epoch from first_answer_at - opened_at)::float8 as answer_s,
    case when reach is null then 'unknown'
      else lpad((1 + least(9, floor(10 * percent_rank() over (partition by network, reach is null order by reach))))::text, 2, '0') end as tenth,
    concat_ws('|', kind, language, urgency, extract(hour from opened_at)::int / 6, extract(isodow from opened_at) > 5) as likeness
  from contacts where opened_at >= now() - make_interval(days => $1) and opened_at <= now() and needs_reply`;

export interface GroupRow {
  group: string;
  contacts: number;
  /** Median of the time to the first answer, in seconds. */
  medianAnswer: number | null;
  /** Followers: of the tenth's middle contact. */
  medianReach: number | null;
}

/** Contacts that are alike, of one channel and one tenth: of how many each outcome could be told, and how many had it. */
export interface Alike {
  network: string;
  tenth: string;
  likeness: string;
  counts: Record<Outcome, [asked: number, had: number]>;
}

/** From how many followers on a contact belongs to a tenth of its channel, and below how many; null: no bound. */
export interface Edge {
  network: string;
  tenth: string;
  from: number | null;
  below: number | null;
}

export interface Period {
  /** The time within which half of all answers came, in seconds; null without any answer. */
  quickSeconds: number | null;
  groups: Record<Dimension, GroupRow[]>;
  alike: Alike[];
  edges: Edge[];
}

const groupsBy = (column: string) => `(select coalesce(json_agg(g order by g."group"), '[]') from (
    select ${column} as "group", count(*) as contacts, percentile_cont(0.5) within group (order by answer_s) as "medianAnswer",
      percentile_disc(0.5) within group (order by reach) filter (where reach is not null) as "medianReach"
    from looked group by 1) g)`;

const countsOf = Object.entries(OF).map(
  ([outcome, { asked, had }]) =>
    `'${outcome}', json_build_array(count(*) filter (where ${asked}), count(*) filter (where ${asked} and ${had}))`,
);

/** Everything that a report is reckoned from, with the contacts looked at once. */
export async function selectPeriod(app: App, days: number): Promise<Period> {
  const [row] = await app.db.query<Period>(
    `with looked as materialized (${LOOKED}),
       quick as (select median, coalesce(median, 0) as q from (select percentile_cont(0.5) within group (order by answer_s) as median from looked) m),
       alike as (select network, tenth, likeness, json_build_object(${countsOf.join(', ')}) as counts from looked, quick group by 1, 2, 3),
       lows as (select network, tenth, min(reach) as low from looked where reach is not null group by 1, 2),
       edges as (select network, tenth, case when tenth > '01' then low end as "from", lead(low) over (partition by network order by tenth) as below from lows)
     select median as "quickSeconds", json_build_object('reach', ${groupsBy('tenth')}, 'channel', ${groupsBy('network')}) as groups,
       (select coalesce(json_agg(alike), '[]') from alike) as alike, (select coalesce(json_agg(edges), '[]') from edges) as edges from quick`,
    [days],
  );
  return row!;
}

/** Conversations of a group that had not the outcome, newest first; of a tenth as it was when the report was reckoned. */
export async function selectMissed(
  app: App,
  asked: {
    days: number;
    quickSeconds: number | null;
    dimension: Dimension;
    outcome: Outcome;
    group: string;
    limit: number;
  },
): Promise<string[]> {
  const { days, quickSeconds, dimension, outcome, group, limit } = asked;
  const isOfTenth = `case when $3 = 'unknown' then reach is null
    else exists (select from tenth t where t.network = c.network and c.reach >= t.low and c.reach < t.high) end`;
  const rows = await app.db.query<{ id: string }>(
    // Unfolded once: for each row of a period it would take seconds.
    `with tenth as materialized (
       select e.network, coalesce(e."from", 0) as low, coalesce(e.below, 9223372036854775807) as high
         from fairness_reports, jsonb_to_recordset(edges) as e (network text, tenth text, "from" bigint, below bigint) where days = $1 and e.tenth = $3)
     select conversation_id as id from (select *, coalesce($2::float8, 0) as q, extract(epoch from first_answer_at - opened_at)::float8 as answer_s from contacts) c
      where opened_at >= now() - make_interval(days => $1) and opened_at <= now() and needs_reply
        and ${OF[outcome].asked} and not (${OF[outcome].had}) and ${dimension === 'reach' ? isOfTenth : 'network = $3'}
      order by opened_at desc limit $4`,
    [days, quickSeconds, group, limit],
  );
  return rows.map((row) => row.id);
}

export async function saveReport(app: App, report: FairnessReport, edges: readonly Edge[]): Promise<void> {
  await app.db.query(
    `insert into fairness_reports (days, report, edges) values ($1, $2::jsonb, $3::jsonb)
       on conflict (days) do update set report = excluded.report, edges = excluded.edges, computed_at = now()`,
    [report.days, JSON.stringify(report), JSON.stringify(edges)],
  );
}

export async function selectReport(app: App, days: number): Promise<FairnessReport | undefined> {
  const [row] = await app.db.query<{ report: FairnessReport }>(
    'select report from fairness_reports where days = $1',
    [days],
  );
  return row?.report;
}

export interface Alarm {
  dimension: Dimension;
  group: string;
  outcome: Outcome;
  ratio: number;
}

/** Answers those that are new. */
export async function openAlarms(app: App, alarms: readonly (Alarm & { id: string })[]): Promise<Alarm[]> {
  if (alarms.length === 0) return [];
  const columns = (name: keyof Alarm | 'id') => alarms.map((alarm) => alarm[name]);
  const rows = await app.db.query<Alarm & { isNew: boolean }>(
    `insert into fairness_alarms (id, dimension, group_key, outcome, ratio)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[])
       on conflict (dimension, group_key, outcome) where ended_at is null do update set ratio = excluded.ratio
       returning dimension, group_key as "group", outcome, ratio, id = any($1) as "isNew"`,
    [columns('id'), columns('dimension'), columns('group'), columns('outcome'), columns('ratio')],
  );
  return rows.filter(({ isNew }) => isNew);
}

/** Ends the open ones that are not among these. */
export async function endOtherAlarms(app: App, standing: readonly Alarm[]): Promise<void> {
  await app.db.query(
    `update fairness_alarms set ended_at = now() where ended_at is null and dimension || '|' || group_key || '|' || outcome <> all($1::text[])`,
    [standing.map(({ dimension, group, outcome }) => `${dimension}|${group}|${outcome}`)],
  );
}
