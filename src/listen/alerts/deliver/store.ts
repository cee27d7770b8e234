import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Told } from './words.ts';

export interface DeliveryRow {
  id: string;
  rule_id: string;
  incident_id: string | null;
  channel: 'mail' | 'webhook' | 'notice';
  target: string;
  event: Told['event'];
  payload: Told;
  due_at: Date;
  told_at: Date | null;
  out_id: string | null;
  created_at: Date;
}

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'rule_id' | 'incident_id' | 'channel' | 'target' | 'event' | 'payload'
> & {
  dueAt: Date;
  isTold: boolean;
};

export async function insertDeliveries(app: App, rows: readonly NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await app.db.query(
    `insert into alert_deliveries (id, rule_id, incident_id, channel, target, event, payload, due_at, told_at)
     select d ->> 'id', d ->> 'rule_id', d ->> 'incident_id', d ->> 'channel', d ->> 'target', d ->> 'event', d -> 'payload',
            (d ->> 'dueAt')::timestamptz, case when (d ->> 'isTold')::boolean then now() end
       from jsonb_array_elements($1::jsonb) d`,
    [JSON.stringify(rows)],
  );
}

/** Messages whose time has come, locked until the transaction ends. */
export async function takeDue(app: App, limit: number): Promise<DeliveryRow[]> {
  return app.db.query<DeliveryRow>(
    `select * from alert_deliveries where told_at is null and due_at <= now() order by due_at, id limit $1 for update skip locked`,
    [limit],
  );
}

export async function markTold(app: App, ids: readonly string[], outId: string): Promise<void> {
  await app.db.query('update alert_deliveries set told_at = now(), out_id = $2 where id = any($1)', [
    textArray(ids),
    outId,
  ]);
}

export async function selectDeliveries(
  app: App,
  incidentId: string,
): Promise<(DeliveryRow & { rule: string })[]> {
  return app.db.query(
    `select d.*, r.name as rule from alert_deliveries d join alert_rules r on r.id = d.rule_id
      where d.incident_id = $1 order by d.created_at desc, d.id limit 200`,
    [incidentId],
  );
}

export async function selectDelivery(app: App, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await app.db.query<DeliveryRow>('select * from alert_deliveries where id = $1', [id]);
  return row;
}

/** Messages of a posts rule in the last hour. */
export async function countLastHour(app: App, ruleId: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(distinct payload ->> 'at')::int as count from alert_deliveries
      where rule_id = $1 and event = 'posts' and created_at > now() - interval '1 hour'`,
    [ruleId],
  );
  return row?.count ?? 0;
}

/** Answers the rows of the outbox that carried what was forgotten. */
export async function pruneDeliveries(app: App, days: number): Promise<string[]> {
  const rows = await app.db.query<{ out_id: string | null }>(
    'delete from alert_deliveries where told_at is not null and created_at < now() - make_interval(days => $1) returning out_id',
    [days],
  );
  return [...new Set(rows.flatMap(({ out_id }) => out_id ?? []))];
}
