import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { newWebhookSecret } from '#platform/webhooks/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { alertErrors } from '../errors.ts';
import { selectJudged } from '../incidents/store.ts';
import { isAbout } from './about.ts';
import { adviceOn } from './advice.ts';
import type { RuleInput, RuleView, SavedRule } from './schema.ts';
import {
  deleteRule,
  deleteRulesOf,
  type RuleRow,
  saveRule,
  selectRules,
  setLeastSeverity,
  snoozeRule,
} from './store.ts';

export async function listRules(app: App): Promise<RuleView[]> {
  const [rows, judged] = await Promise.all([selectRules(app), selectJudged(app)]);
  return rows.map((row) => toView(row, judged));
}

export async function readRule(app: App, id: string): Promise<RuleRow> {
  const [row] = await selectRules(app, [id]);
  if (!row) throw alertErrors('alert.no_rule', { id });
  return row;
}

/** Saves a new rule, or changes one. A webhook that gets another address gets another secret, which is answered once. */
export async function putRule(app: App, actor: Actor, rule: RuleInput, id?: string): Promise<SavedRule> {
  const known = new Set((await readTopicNames(app)).map((topic) => topic.id));
  const unknown = rule.topicIds.find((topicId) => !known.has(topicId));
  if (unknown !== undefined) throw alertErrors('alert.no_topic', { id: unknown });
  const before = id === undefined ? undefined : await readRule(app, id);
  const saved = id ?? newId('rule');
  const { webhookUrl } = rule.delivery;
  const isSame =
    webhookUrl !== null && before?.delivery.webhookUrl === webhookUrl && before.webhook_secret !== null;
  const secret = webhookUrl === null || isSame ? null : newWebhookSecret();
  await app.db.transaction(async () => {
    const sealed = secret === null ? null : app.secrets.seal(secret, sealOf(saved));
    await saveRule(app, saved, rule, isSame ? before.webhook_secret : sealed, actor.id);
    const { name, kind, topicIds, isOn } = rule;
    await audit(app, actor, {
      action: before ? 'alert.rule_changed' : 'alert.rule_added',
      subject: saved,
      detail: { name, kind, topics: topicIds.length, isOn },
    });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
  return { ...(await viewOf(app, saved)), webhookSecret: secret };
}

export async function removeRule(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await deleteRule(app, id);
    if (name === undefined) throw alertErrors('alert.no_rule', { id });
    await audit(app, actor, { action: 'alert.rule_removed', subject: id, detail: { name } });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
}

/** Removes the rules of people who are gone, in the ambient transaction. */
export async function forgetRulesOf(app: App, userIds: readonly string[]): Promise<void> {
  await deleteRulesOf(app, userIds);
}

/** Says nothing for so many minutes; 0 ends it. */
export async function muteRule(app: App, actor: Actor, id: string, minutes: number): Promise<RuleView> {
  await app.db.transaction(async () => {
    if (!(await snoozeRule(app, id, minutes))) throw alertErrors('alert.no_rule', { id });
    await audit(app, actor, { action: 'alert.rule_snoozed', subject: id, detail: { minutes } });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
  return viewOf(app, id);
}

/** Tells from another severity on; everything else of the rule stays. */
export async function setSeverity(app: App, actor: Actor, id: string, severity: number): Promise<RuleView> {
  await app.db.transaction(async () => {
    const before = await setLeastSeverity(app, id, severity);
    if (before === undefined) throw alertErrors('alert.no_rule', { id });
    await audit(app, actor, { action: 'alert.rule_severity', subject: id, detail: { before, severity } });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
  return viewOf(app, id);
}

async function viewOf(app: App, id: string): Promise<RuleView> {
  return toView(await readRule(app, id), await selectJudged(app));
}

/** The webhook's secret in the clear: `whsec_` and 24 bytes in base64, as Standard Webhooks writes them. */
export function webhookSecretOf(app: App, rule: RuleRow): string {
  if (rule.webhook_secret === null) throw alertErrors('alert.no_webhook');
  return app.secrets.open(rule.webhook_secret, sealOf(rule.id));
}

const sealOf = (ruleId: string) => `alert-webhook:${ruleId}`;

function toView(row: RuleRow, judged: Awaited<ReturnType<typeof selectJudged>>): RuleView {
  const its = judged.filter((incident) => isAbout(row, incident));
  return {
    advice: adviceOn(its, row.least_severity),
    id: row.id,
    name: row.name,
    kind: row.kind,
    topicIds: row.topic_ids,
    isOn: row.is_on,
    zone: row.zone,
    sensitivity: row.sensitivity,
    leastSeverity: row.least_severity,
    posts: row.posts,
    minutes: row.minutes,
    perHour: row.per_hour,
    delivery: row.delivery,
    hasWebhookSecret: row.webhook_secret !== null,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}
