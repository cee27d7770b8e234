import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Cause, KeptCause } from '../cause/index.ts';
import type { PastAlert } from '../history.ts';

export interface IncidentRow {
  id: string;
  watch: string;
  topic_id: string;
  since: number;
  noticed: number;
  ended: number | null;
  reason: 'calm' | 'new-normal' | null;
  severity: number;
  expected: number;
  observed: number;
  usual: [number, number, number][];
  cause: KeptCause | null;
  is_past: boolean;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  snoozed_until: Date | null;
  is_snoozed: boolean;
  verdict: 'useful' | 'false' | null;
}

const COLUMNS = '*, coalesce(snoozed_until > now(), false) as is_snoozed';

export interface NewIncident extends PastAlert {
  id: string;
  watch: string;
  topicId: string;
  usual: readonly (readonly [number, number, number])[];
  isPast: boolean;
}

/** Undefined where the topic has an open one, or the same one already. */
export async function insertIncident(app: App, incident: NewIncident): Promise<IncidentRow | undefined> {
  const { id, watch, topicId, since, noticed, ended, reason, severity, expected, observed, usual, isPast } =
    incident;
  const [row] = await app.db.query<IncidentRow>(
    `insert into alert_incidents (id, watch, topic_id, since, noticed, ended, reason, severity, expected, observed, usual, is_past)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning ${COLUMNS}`,
    [
      id,
      watch,
      topicId,
      since,
      noticed,
      ended,
      reason,
      severity,
      expected,
      observed,
      JSON.stringify(usual),
      isPast,
    ],
  );
  return row;
}

export async function updateIncident(
  app: App,
  id: string,
  told: Pick<PastAlert, 'severity' | 'expected' | 'observed' | 'ended' | 'reason'>,
): Promise<void> {
  await app.db.query(
    `update alert_incidents set severity = greatest(severity, $2), expected = $3, observed = $4, ended = $5, reason = $6, updated_at = now()
      where id = $1`,
    [id, told.severity, told.expected, told.observed, told.ended, told.reason],
  );
}

export async function setCause(app: App, id: string, cause: Cause): Promise<void> {
  await app.db.query('update alert_incidents set cause = $2 where id = $1', [id, JSON.stringify(cause)]);
}

export async function selectOpen(app: App): Promise<IncidentRow[]> {
  return app.db.query<IncidentRow>(`select ${COLUMNS} from alert_incidents where ended is null`);
}

export async function selectIncident(app: App, id: string): Promise<IncidentRow | undefined> {
  const [row] = await app.db.query<IncidentRow>(`select ${COLUMNS} from alert_incidents where id = $1`, [id]);
  return row;
}

export interface IncidentsAsked {
  state: 'open' | 'past' | 'all';
  topicId?: string | undefined;
  /** Minutes since 1970: those that had begun before the second and were not over before the first. */
  from?: number | undefined;
  to?: number | undefined;
  after: string | null;
  limit: number;
}

/** Latest first; behind a row where one is named. */
export async function selectIncidents(app: App, asked: IncidentsAsked): Promise<IncidentRow[]> {
  return app.db.query<IncidentRow>(
    `select ${COLUMNS} from alert_incidents i
      where ($1 = 'all' or (ended is null) = ($1 = 'open')) and ($2::text is null or topic_id = $2)
        and ($3::text is null or (since, id) < (select since, id from alert_incidents where id = $3))
        and ($5::bigint is null or ended is null or ended >= $5) and ($6::bigint is null or since < $6)
      order by since desc, id desc limit $4`,
    [asked.state, asked.topicId ?? null, asked.after, asked.limit, asked.from ?? null, asked.to ?? null],
  );
}

export async function setHandled(
  app: App,
  id: string,
  userId: string,
  told: {
    acknowledged?: boolean | undefined;
    snoozeMinutes?: number | undefined;
    verdict?: string | null | undefined;
  },
): Promise<boolean> {
  const rows = await app.db.query(
    `update alert_incidents set
       acknowledged_by = case when $3::boolean is null then acknowledged_by when $3 then $2 end,
       acknowledged_at = case when $3::boolean is null then acknowledged_at when $3 then now() end,
       snoozed_until = case when $4::int is null then snoozed_until when $4 > 0 then now() + make_interval(mins => $4) end,
       verdict = case when $5 then $6 else verdict end,
       verdict_by = case when $5 then $2 else verdict_by end, updated_at = now()
     where id = $1 returning id`,
    [
      id,
      userId,
      told.acknowledged ?? null,
      told.snoozeMinutes ?? null,
      told.verdict !== undefined,
      told.verdict ?? null,
    ],
  );
  return rows.length > 0;
}

/** What people said of incidents, the latest first. */
export async function selectJudged(
  app: App,
): Promise<{ watch: string; topic_id: string; severity: number; verdict: 'useful' | 'false' }[]> {
  return app.db.query(
    'select watch, topic_id, severity, verdict from alert_incidents where verdict is not null order by since desc, id desc limit 1000',
  );
}

/** Ends what nobody watches any more. */
export async function endUnwatched(app: App, watches: readonly string[], minute: number): Promise<void> {
  await app.db.query(
    `update alert_incidents set ended = $2, reason = 'calm', updated_at = now()
      where ended is null and watch || ' ' || topic_id <> all($1)`,
    [textArray(watches), minute],
  );
}

export async function deleteOfTopics(app: App, known: readonly string[]): Promise<void> {
  await app.db.query('delete from alert_incidents where topic_id <> all($1)', [textArray(known)]);
}
