import { z } from 'zod';
import { factShape } from '#people/segments/index.ts';
import { route, type Route } from '#platform/http/index.ts';
import {
  orderInput,
  policiesShape,
  policyId,
  policyInput,
  policyShape,
  settingsInput,
  settingsShape,
  trialInput,
  trialShape,
  trustInput,
  trustParams,
  trustShape,
} from '../schema.ts';
import { readSettings } from '../service/need.ts';
import { orderPolicies, putPolicy, readFactsShown, readPolicies, removePolicy } from '../service/policies.ts';
import { tryPolicy } from '../service/trial.ts';
import { decideTrust, readOwnTrust, readTrust, saveSettings } from '../service/trust.ts';

const one = z.object({ id: policyId });
const read = 'approvals.read';
const manage = 'approvals.manage';
const trustList = z.object({ items: z.array(trustShape) });

const settings: readonly Route[] = [
  route({
    method: 'GET',
    url: '/approvals/settings',
    permission: read,
    summary: 'Whose replies wait for a second person, and how long',
    response: settingsShape,
    handler: ({ app }) => readSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/approvals/settings',
    permission: manage,
    summary: 'Say whose replies wait for a second person, and how long',
    body: settingsInput,
    response: settingsShape,
    handler: ({ app, actor, body }) => saveSettings(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/approvals/trust',
    permission: read,
    summary: 'Who is trusted on which channel, and how far the others are',
    response: trustList,
    handler: async ({ app }) => ({ items: await readTrust(app) }),
  }),
  route({
    method: 'GET',
    url: '/approvals/trust/mine',
    permission: read,
    summary: 'On which channels the reader is trusted, and how far he is on the others',
    response: trustList,
    handler: async ({ app, actor }) => ({ items: await readOwnTrust(app, actor) }),
  }),
  route({
    method: 'PUT',
    url: '/approvals/trust/:userId/:network',
    permission: manage,
    summary: 'Trust somebody on a channel, or look at his replies again',
    params: trustParams,
    body: trustInput,
    async handler({ app, actor, params, body }) {
      await decideTrust(app, actor, params.userId, params.network, body);
    },
  }),
];

const policies: readonly Route[] = [
  route({
    method: 'GET',
    url: '/approvals/facts',
    permission: read,
    summary: 'What policies may ask of a reply and its conversation',
    response: z.object({
      items: z.array(factShape),
    }),
    handler: async ({ app }) => ({ items: await readFactsShown(app) }),
  }),
  route({
    method: 'GET',
    url: '/approvals/policies',
    permission: read,
    summary: 'Which replies wait for whom: policies in their order, the first that fits counts',
    response: policiesShape,
    handler: async ({ app }) => ({ items: await readPolicies(app) }),
  }),
  route({
    method: 'POST',
    url: '/approvals/policies',
    permission: manage,
    summary: 'Add a policy behind the others',
    body: policyInput,
    response: policyShape,
    status: 201,
    handler: ({ app, actor, body }) => putPolicy(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/approvals/policies/order',
    permission: manage,
    summary: 'Put the approval policies in another order',
    body: orderInput,
    response: policiesShape,
    handler: async ({ app, actor, body }) => ({ items: await orderPolicies(app, actor, body.ids) }),
  }),
  route({
    method: 'PUT',
    url: '/approvals/policies/:id',
    permission: manage,
    summary: 'Change a policy; replies that wait keep the steps they began with',
    params: one,
    body: policyInput,
    response: policyShape,
    handler: ({ app, actor, params, body }) => putPolicy(app, actor, body, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/approvals/policies/:id',
    permission: manage,
    summary: 'Take a policy out of use',
    params: one,
    handler: ({ app, actor, params }) => removePolicy(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/approvals/trial',
    permission: read,
    summary: "Which of last week's replies a policy would have let wait, without saving it",
    perMinute: 60,
    body: trialInput,
    response: trialShape,
    handler: ({ app, body }) => tryPolicy(app, body),
  }),
];

export const setupRoutes: readonly Route[] = [...settings, ...policies];
