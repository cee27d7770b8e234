import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Delivery, RuleInput } from './schema.ts';

export interface RuleRow {
  id: string;
  name: string;
  kind: RuleInput['kind'];
  topic_ids: string[];
  is_on: boolean;
  zone: string;
  sensitivity: RuleInput['sensitivity'];
  least_severity: number;
  posts: number;
  minutes: number;
  per_hour: number;
  delivery: Delivery;
  webhook_secret: string | null;
  snoozed_until: Date | null;
  told_post: string | null;
  created_at: Date;
}

export async function selectRules(app: App, ids?: readonly string[]): Promise<RuleRow[]> {
  return app.db.query<RuleRow>(
    `select * from alert_rules where $1::text[] is null or id = any($1) order by created_at, id`,
    [ids ? textArray(ids) : null],
  );
}

/** Rules that are on and not snoozed, by the database's clock. */
export async function selectActiveRules(app: App): Promise<RuleRow[]> {
  return app.db.query<RuleRow>(
    'select * from alert_rules where is_on and (snoozed_until is null or snoozed_until <= now()) order by created_at, id',
  );
}

export async function saveRule(
  app: App,
  id: string,
  rule: RuleInput,
  secret: string | null,
  userId: string,
): Promise<void> {
  await app.db.query(
    `insert into alert_rules as r (id, name, kind, topic_ids, is_on, sensitivity, least_severity, posts, minutes, per_hour, delivery, webhook_secret, created_by, zone)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (id) do update set name = excluded.name, kind = excluded.kind, topic_ids = excluded.topic_ids, is_on = excluded.is_on,
       sensitivity = excluded.sensitivity, zone = excluded.zone, least_severity = excluded.least_severity, posts = excluded.posts, minutes = excluded.minutes,
       per_hour = excluded.per_hour, delivery = excluded.delivery, webhook_secret = excluded.webhook_secret, updated_at = now()`,
    [
      id,
      rule.name,
      rule.kind,
      textArray(rule.topicIds),
      rule.isOn,
      rule.sensitivity,
      rule.leastSeverity,
      rule.posts,
      rule.minutes,
      rule.perHour,
      JSON.stringify(rule.delivery),
      secret,
      userId,
      rule.zone,
    ],
  );
}

export async function deleteRule(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>('delete from alert_rules where id = $1 returning name', [
    id,
  ]);
  return row?.name;
}

export async function snoozeRule(app: App, id: string, minutes: number): Promise<boolean> {
  const rows = await app.db.query(
    `update alert_rules set snoozed_until = case when $2 > 0 then now() + make_interval(mins => $2) end where id = $1 returning id`,
    [id, minutes],
  );
  return rows.length > 0;
}

/** Answers what it was before; undefined where there is no such rule. */
export async function setLeastSeverity(app: App, id: string, severity: number): Promise<number | undefined> {
  const [row] = await app.db.query<{ before: number }>(
    `update alert_rules r set least_severity = $2, updated_at = now() from (select id, least_severity from alert_rules where id = $1 for update) b
      where r.id = b.id returning b.least_severity as before`,
    [id, severity],
  );
  return row?.before;
}

export async function setToldPost(app: App, id: string, postId: string): Promise<void> {
  await app.db.query('update alert_rules set told_post = $2 where id = $1', [id, postId]);
}

export async function deleteRulesOf(app: App, userIds: readonly string[]): Promise<void> {
  await app.db.query('delete from alert_rules where created_by = any($1)', [textArray(userIds)]);
}

/** Somebody gets no more mail by a rule; false where there was nothing to end. */
export async function removeReader(app: App, id: string, userId: string): Promise<boolean> {
  const rows = await app.db.query(
    `update alert_rules set delivery = jsonb_set(delivery, '{mailTo}', (delivery -> 'mailTo') - $2::text), updated_at = now()
      where id = $1 and delivery -> 'mailTo' ? $2::text returning id`,
    [id, userId],
  );
  return rows.length > 0;
}
