import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { enqueueOut, readOut, retryOut } from '#platform/outbox/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { alertErrors } from '../errors.ts';
import type { IncidentDetail } from '../incidents/schema.ts';
import { readRule } from '../rules/service.ts';
import type { RuleRow } from '../rules/store.ts';
import { dueAt } from './due.ts';
import { leaveLink } from './leave.ts';
import { mailWords } from './mail-words.ts';
import { MAIL, type MailPayload, WEBHOOK, type WebhookPayload } from './senders.ts';
import {
  type DeliveryRow,
  insertDeliveries,
  markTold,
  type NewDelivery,
  selectDeliveries,
  selectDelivery,
  takeDue,
} from './store.ts';
import { textOf, titleOf, type Told } from './words.ts';

export const DELIVER_JOB = 'alerts.deliver';
const AT_ONCE = 500;

/** Tells by all ways of a rule, in the ambient transaction: notices at once, the rest when its time has come. */
export async function tell(app: App, rule: RuleRow, told: Told, now: Date): Promise<void> {
  const { delivery } = rule;
  const due = dueAt(delivery, told.severity, now);
  const base = { rule_id: rule.id, incident_id: told.incidentId, event: told.event, payload: told };
  const rows: NewDelivery[] = [];
  const add = (channel: NewDelivery['channel'], target: string, isTold = false) =>
    rows.push({ ...base, id: newId('adl'), channel, target, dueAt: isTold ? now : due, isTold });
  for (const userId of delivery.mailTo) add('mail', userId);
  if (delivery.webhookUrl !== null) add('webhook', 'webhook');
  if (delivery.notices)
    for (const to of delivery.mailTo.length > 0 ? delivery.mailTo : ['owners']) {
      add('notice', to, true);
      const [title, ...lines] = textOf(told, '').split('\n');
      const text = lines.slice(0, -1).join(' ') || told.rule.name;
      const key = `alert:${told.incidentId ?? `${rule.id}:${told.at}`}`;
      await addNotice(app, { to, level: 'info', title: title!, text, link: told.link, key });
    }
  await insertDeliveries(app, rows);
  if (rows.some(({ channel }) => channel !== 'notice'))
    await app.jobs.enqueue(DELIVER_JOB, {}, { key: DELIVER_JOB });
}

/** Hands to the outbox what is due: mails to one person about one rule together, webhooks one by one. */
export async function deliverDue(app: App): Promise<number> {
  return app.db.transaction(async () => {
    const rows = await takeDue(app, AT_ONCE);
    const groups = Map.groupBy(rows, (row) =>
      row.channel === 'mail' ? `${row.rule_id} ${row.target}` : row.id,
    );
    for (const group of groups.values()) await handOver(app, group);
    return rows.length;
  });
}

async function handOver(app: App, rows: readonly DeliveryRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const ids = rows.map((row) => row.id);
  const out =
    first.channel === 'mail'
      ? await enqueueOut(app, {
          channel: MAIL,
          lane: `alert.mail:${first.target}`,
          key: first.id,
          payload: mailOf(
            app,
            first,
            rows.map(({ payload }) => payload),
          ),
        })
      : await enqueueOut(app, {
          channel: WEBHOOK,
          lane: `alert.webhook:${first.rule_id}`,
          key: first.id,
          payload: webhookOf(app, first),
        });
  await markTold(app, ids, out.id);
}

function mailOf(app: App, { target, rule_id }: DeliveryRow, told: readonly Told[]): MailPayload {
  const stop = leaveLink(app, target, rule_id);
  return { userId: target, ruleId: rule_id, stop, ...mailWords(told, app.config.publicUrl, stop) };
}

function webhookOf(app: App, { rule_id, payload }: DeliveryRow): WebhookPayload {
  const { link, ...data } = payload;
  const body = {
    type: `alert.${payload.event}`,
    timestamp: payload.at,
    data: { ...data, title: titleOf(payload), url: `${app.config.publicUrl}${link}` },
  };
  return { ruleId: rule_id, body: JSON.stringify(body) };
}

/** Sends a test message to a rule's webhook, quiet hours or not. Throws `alert.no_webhook`. */
export async function testWebhook(app: App, actor: Actor, ruleId: string): Promise<{ deliveryId: string }> {
  const rule = await readRule(app, ruleId);
  if (rule.delivery.webhookUrl === null) throw alertErrors('alert.no_webhook');
  const now = app.clock.now();
  const id = newId('adl');
  const payload: Told = {
    incidentId: null,
    kind: 'test',
    event: 'test',
    rule: { id: rule.id, name: rule.name },
    topic: { id: '', name: '' },
    severity: 1,
    since: now.toISOString(),
    at: now.toISOString(),
    observed: 0,
    expected: 0,
    reason: null,
    words: [],
    link: '/alerts',
  };
  await app.db.transaction(async () => {
    const row = {
      id,
      rule_id: rule.id,
      incident_id: null,
      channel: 'webhook',
      target: 'webhook',
      event: 'test',
      payload,
    } as const;
    await insertDeliveries(app, [{ ...row, dueAt: new Date(0), isTold: false }]);
    await audit(app, actor, { action: 'alert.webhook_tested', subject: rule.id });
  });
  await deliverDue(app);
  return { deliveryId: id };
}

/** Sends again what the outbox gave up. Throws `outbox.wrong_state` where that is not so. */
export async function resendDelivery(app: App, actor: Actor, id: string): Promise<void> {
  const row = await selectDelivery(app, id);
  if (!row?.out_id) throw alertErrors('alert.no_delivery', { id });
  await retryOut(app, actor, row.out_id);
}

/** Who was told of an incident, latest first, and what became of it. */
export async function listDeliveries(app: App, incidentId: string): Promise<IncidentDetail['deliveries']> {
  const rows = await selectDeliveries(app, incidentId);
  const outs = new Map(
    (
      await readOut(
        app,
        rows.flatMap(({ out_id }) => out_id ?? []),
      )
    ).map((out) => [out.id, out]),
  );
  return rows.map((row) => {
    const out = outs.get(row.out_id ?? '');
    const state = row.channel === 'notice' ? 'sent' : (out?.state ?? 'waiting');
    const { id, rule, channel, target, event } = row;
    return {
      id,
      rule,
      channel,
      target,
      event,
      state,
      problem: out?.problem ?? null,
      at: row.created_at.toISOString(),
    };
  });
}
