import type { App } from '#platform/app/index.ts';
import type { Cell } from './domain/compare.ts';
import type { Dimension, Outcome } from './domain/outcomes.ts';
import type { FairnessReport } from './schema.ts';

/** Contacts of the period that needed a reply, with the group that they belong to in each dimension. Ties share a tenth. `$1`: days. */
const GROUPED = `
  with looked as (
    select *, extract(epoch from first_answer_at - opened_at) as answer_s,
      case when reach is null then 'unknown'
        else lpad((1 + least(9, floor(10 * percent_rank() over (partition by network, reach is null order by reach))))::text, 2, '0') end as tenth,
      concat_ws('|', kind, language, urgency, extract(hour from opened_at)::int / 6, extract(isodow from opened_at) > 5) as likeness
    from contacts where opened_at >= now() - make_interval(days => $1) and opened_at <= now() and needs_reply
  )`;

const GROUP: Record<Dimension, string> = { reach: 'tenth', channel: 'network' };
/** Of whom the outcome can be told by now, and who had it. `$2`: seconds that count as quick. */
const ASKED: Record<Outcome, string> = {
  answered: `opened_at < now() - interval '1 day'`,
  quick: `opened_at < now() - make_interval(secs => $2)`,
  solved: `opened_at < now() - interval '7 days'`,
  satisfied: 'rating is not null',
};
const HAD: Record<Outcome, string> = {
  answered: 'coalesce(answer_s < 86400, false)',
  quick: 'coalesce(answer_s <= $2, false)',
  solved: `coalesce(solved_at < opened_at + interval '7 days', false)`,
  satisfied: 'rating >= 4',
};

/** The time within which half of all answers came, in seconds; null without any answer. */
export async function selectMedian(app: App, days: number): Promise<number | null> {
  const [row] = await app.db.query<{ median: number | null }>(
    `${GROUPED} select percentile_cont(0.5) within group (order by answer_s)::float8 as median from looked where answer_s is not null`,
    [days],
  );
  return row!.median;
}

export interface GroupRow {
  group: string;
  contacts: number;
  /** Median of the time to the first answer, in seconds. */
  medianAnswer: number | null;
  /** Followers: of the tenth's middle contact. */
  medianReach: number | null;
}

export async function selectGroups(app: App, days: number, dimension: Dimension): Promise<GroupRow[]> {
  return app.db.query<GroupRow>(
    `${GROUPED} select ${GROUP[dimension]} as "group", count(*)::int as contacts,
       (percentile_cont(0.5) within group (order by answer_s) filter (where answer_s is not null))::float8 as "medianAnswer",
       (percentile_disc(0.5) within group (order by reach) filter (where reach is not null))::float8 as "medianReach"
     from looked group by 1 order by 1`,
    [days],
  );
}

export async function selectCells(
  app: App,
  days: number,
  quickSeconds: number,
  dimension: Dimension,
  outcome: Outcome,
): Promise<Cell[]> {
  const stratum = dimension === 'reach' ? `network || '|' || likeness` : 'likeness';
  return app.db.query<Cell>(
    `${GROUPED} select ${GROUP[dimension]} as "group", ${stratum} as stratum, count(*)::int as asked, (count(*) filter (where ${HAD[outcome]}))::int as had
       from looked where ${ASKED[outcome]} and $2::float8 is not null group by 1, 2`,
    [days, quickSeconds],
  );
}

/** Conversations of a group that had not the outcome, newest first. */
export async function selectMissed(
  app: App,
  asked: {
    days: number;
    quickSeconds: number;
    dimension: Dimension;
    outcome: Outcome;
    group: string;
    limit: number;
  },
): Promise<string[]> {
  const { days, quickSeconds, dimension, outcome, group, limit } = asked;
  const rows = await app.db.query<{ id: string }>(
    `${GROUPED} select conversation_id as id from looked
      where ${GROUP[dimension]} = $3 and ${ASKED[outcome]} and not (${HAD[outcome]}) and $2::float8 is not null
      order by opened_at desc limit $4`,
    [days, quickSeconds, group, limit],
  );
  return rows.map((row) => row.id);
}

export async function saveReport(app: App, report: FairnessReport): Promise<void> {
  await app.db.query(
    `insert into fairness_reports (days, report) values ($1, $2::jsonb)
       on conflict (days) do update set report = excluded.report, computed_at = now()`,
    [report.days, JSON.stringify(report)],
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

export async function selectOpenAlarms(app: App): Promise<(Alarm & { openedAt: Date })[]> {
  return app.db.query(
    `select dimension, group_key as "group", outcome, ratio, opened_at as "openedAt" from fairness_alarms where ended_at is null order by opened_at desc`,
  );
}
