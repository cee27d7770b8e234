import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { dryRun } from '../dry-run/dry-run.ts';
import { dryRunInput, dryRunShape } from '../dry-run/schema.ts';
import { onRevision, ruleId, ruleInput, rulesShape } from './schema.ts';
import { orderRules, removeRule, saveRule, showRules, undoRules } from './service.ts';

const one = z.object({ id: ruleId });
const revised = z.object({ revision: z.number() });
const manage = 'routing.manage';
const body = onRevision.extend({ rule: ruleInput });

export const permissions = {
  'routing.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'routing.manage': ['owner', 'admin', 'manager'],
} as const;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/routing/rules',
    permission: 'routing.read',
    summary: 'Routing rules in their order, in words, with what they did last week',
    response: rulesShape,
    handler: ({ app }) => showRules(app),
  }),
  route({
    method: 'POST',
    url: '/routing/rules',
    permission: manage,
    summary: 'Add a rule behind the others',
    description:
      '`revision` is the one that GET /routing/rules told; when somebody else was faster it is refused.',
    body,
    response: z.object({ id: z.string(), revision: z.number() }),
    status: 201,
    handler: ({ app, actor, body }) => saveRule(app, actor, body.revision, body.rule),
  }),
  route({
    method: 'PUT',
    url: '/routing/rules/:id',
    permission: manage,
    summary: 'Change a rule',
    params: one,
    body,
    response: z.object({ id: z.string(), revision: z.number() }),
    handler: ({ app, actor, params, body }) => saveRule(app, actor, body.revision, body.rule, params.id),
  }),
  route({
    method: 'POST',
    url: '/routing/rules/:id/remove',
    permission: manage,
    summary: 'Remove a rule',
    params: one,
    body: onRevision,
    response: revised,
    handler: async ({ app, actor, params, body }) => ({
      revision: await removeRule(app, actor, body.revision, params.id),
    }),
  }),
  route({
    method: 'POST',
    url: '/routing/order',
    permission: manage,
    summary: 'Put the rules in another order',
    body: onRevision.extend({ ids: z.array(ruleId).max(200) }),
    response: revised,
    handler: async ({ app, actor, body }) => ({
      revision: await orderRules(app, actor, body.revision, body.ids),
    }),
  }),
  route({
    method: 'POST',
    url: '/routing/undo',
    permission: manage,
    summary: 'Take the last change of the rules back; again brings it back',
    body: onRevision,
    response: revised,
    handler: async ({ app, actor, body }) => ({ revision: await undoRules(app, actor, body.revision) }),
  }),
  route({
    method: 'POST',
    url: '/routing/dry-run',
    permission: 'routing.read',
    summary: 'What the rules, drafts included if wanted, would do with last week’s conversations',
    body: dryRunInput,
    response: dryRunShape,
    perMinute: 30,
    handler: ({ app, body }) => dryRun(app, body),
  }),
];
