import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { backtest } from '../backtest/backtest.ts';
import { backtestInput, backtestShape } from '../backtest/schema.ts';
import { testWebhook } from '../deliver/index.ts';
import { ruleId, ruleInput, ruleShape, savedRule, severityShape } from './schema.ts';
import { listRules, muteRule, putRule, removeRule, setSeverity } from './service.ts';

const change = 'alerts.rules';
const params = z.object({ id: ruleId });

export const ruleRoutes = [
  route({
    method: 'GET',
    url: '/alerts/rules',
    permission: 'alerts.read',
    summary: 'What is watched for, and who is told',
    response: z.object({ items: z.array(ruleShape) }),
    handler: async ({ app }) => ({ items: await listRules(app) }),
  }),
  route({
    method: 'POST',
    url: '/alerts/rules',
    permission: change,
    summary: 'Watch for something',
    body: ruleInput,
    response: savedRule,
    status: 201,
    handler: ({ app, actor, body }) => putRule(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/alerts/rules/:id',
    permission: change,
    summary: 'Change a rule',
    params,
    body: ruleInput,
    response: savedRule,
    handler: ({ app, actor, params, body }) => putRule(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/alerts/rules/:id',
    permission: change,
    summary: 'Remove a rule',
    params,
    handler: ({ app, actor, params }) => removeRule(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/alerts/rules/:id/snooze',
    permission: 'alerts.handle',
    summary: 'Let a rule be silent for some minutes; 0 ends it',
    params,
    body: z.object({
      minutes: z
        .number()
        .int()
        .min(0)
        .max(60 * 24 * 31),
    }),
    response: ruleShape,
    handler: ({ app, actor, params, body }) => muteRule(app, actor, params.id, body.minutes),
  }),
  route({
    method: 'POST',
    url: '/alerts/rules/:id/severity',
    permission: change,
    summary: 'Let a rule tell from another severity on',
    params,
    body: z.object({ severity: severityShape }),
    response: ruleShape,
    handler: ({ app, actor, params, body }) => setSeverity(app, actor, params.id, body.severity),
  }),
  route({
    method: 'POST',
    url: '/alerts/rules/:id/test',
    permission: change,
    summary: 'Send a test message to the rule’s webhook',
    params,
    response: z.object({ deliveryId: z.string() }),
    handler: ({ app, actor, params }) => testWebhook(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/alerts/backtest',
    permission: 'alerts.read',
    summary: 'When a rule would have alerted in the last weeks',
    body: backtestInput,
    response: backtestShape,
    perMinute: 30,
    handler: ({ app, body }) => backtest(app, body),
  }),
];
