import type { z } from 'zod';
import { decodeCursor, encodeCursor, page, route, type Route } from '#platform/http/index.ts';
import type { Kind } from './domain/policy.ts';
import {
  behindQuery,
  behindShape,
  clocksShape,
  conversationParams,
  orderInput,
  policiesShape,
  policyInput,
  policyParams,
  policyShape,
  type PolicyView,
  reportQuery,
  reportShape,
  trialInput,
  trialShape,
} from './schema.ts';
import { readClocks } from './service/chips.ts';
import { orderPolicies, putPolicy, readPolicies, removePolicy } from './service/policies.ts';
import { readRecount } from './service/recount.ts';
import { readBehind, readReport } from './service/report.ts';
import { tryPolicy } from './service/trial.ts';
import type { Policy } from './domain/policy.ts';

export const permissions = {
  'promises.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'promises.manage': ['owner', 'admin', 'manager'],
} as const;

const read = 'promises.read';
const manage = 'promises.manage';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/promises/policies',
    permission: read,
    summary: 'What is promised to whom: policies in their order, the first that matches counts',
    response: policiesShape,
    async handler({ app }) {
      const [policies, recount] = await Promise.all([readPolicies(app), readRecount(app)]);
      return { items: policies.map(present), recount: recount ? presentRecount(recount) : null };
    },
  }),
  route({
    method: 'POST',
    url: '/promises/policies',
    permission: manage,
    summary: 'Add a policy behind the others',
    body: policyInput,
    response: policyShape,
    status: 201,
    handler: async ({ app, actor, body }) => present(await putPolicy(app, actor, withCondition(body))),
  }),
  route({
    method: 'PUT',
    url: '/promises/policies/order',
    permission: manage,
    summary: 'Put the policies in another order',
    body: orderInput,
    response: policiesShape,
    async handler({ app, actor, body }) {
      const items = await orderPolicies(app, actor, body.ids);
      const recount = await readRecount(app);
      return { items: items.map(present), recount: recount ? presentRecount(recount) : null };
    },
  }),
  route({
    method: 'PUT',
    url: '/promises/policies/:id',
    permission: manage,
    summary: 'Change a policy; what runs is reckoned anew, what is over stays as it was told',
    params: policyParams,
    body: policyInput,
    response: policyShape,
    handler: async ({ app, actor, params, body }) =>
      present(await putPolicy(app, actor, withCondition(body), params.id)),
  }),
  route({
    method: 'DELETE',
    url: '/promises/policies/:id',
    permission: manage,
    summary: 'Promise it no more; what was kept or missed stays counted',
    params: policyParams,
    handler: ({ app, actor, params }) => removePolicy(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/promises/trial',
    permission: read,
    summary: 'How many promises a policy would have kept last week, without saving it',
    perMinute: 60,
    body: trialInput,
    response: trialShape,
    async handler({ app, body }) {
      const { since, ...trial } = await tryPolicy(app, withCondition(body));
      return { ...trial, since: since.toISOString() };
    },
  }),
  route({
    method: 'GET',
    url: '/promises/report',
    permission: read,
    summary: 'Promises kept and missed, by kind, policy, team, channel, hour of the day and day',
    query: reportQuery,
    response: reportShape,
    handler: ({ app, query }) =>
      readReport(app, { from: new Date(query.from), to: new Date(query.to), zone: query.zone }),
  }),
  route({
    method: 'GET',
    url: '/promises/behind',
    permission: 'inbox.read',
    summary: 'The conversations behind a number of the report, newest first',
    query: behindQuery,
    response: behindShape,
    handler: ({ app, query }) => behind(app, query),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/promises',
    permission: 'inbox.read',
    summary: 'What was promised in a conversation, and what became of it',
    params: conversationParams,
    response: clocksShape,
    async handler({ app, params }) {
      const clocks = await readClocks(app, params.id);
      return {
        items: clocks.map((clock) => ({
          ...clock,
          outcome: clock.outcome as 'kept' | 'missed' | 'void' | null,
          startedAt: clock.startedAt.toISOString(),
          endedAt: clock.endedAt?.toISOString() ?? null,
        })),
      };
    },
  }),
];

async function behind(
  app: Parameters<typeof readBehind>[0],
  query: z.output<typeof behindQuery>,
): Promise<z.input<typeof behindShape>> {
  const [startedAt, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2);
  const rows = await readBehind(
    app,
    {
      from: new Date(query.from),
      to: new Date(query.to),
      zone: query.zone,
      outcome: query.outcome ?? null,
      policyId: query.policy ?? null,
      kind: query.kind ?? null,
      network: query.network ?? null,
      teamId: query.team ?? null,
      hourOfDay: query.hour ?? null,
    },
    startedAt === undefined ? null : { startedAt: new Date(startedAt), id: String(id) },
    query.limit + 1,
  );
  const shown = page(rows, query.limit, (row) => encodeCursor([row.startedAt.getTime(), row.id]));
  return {
    ...shown,
    items: shown.items.map((row) => ({
      ...row,
      kind: row.kind as Kind,
      outcome: row.outcome as 'kept' | 'missed' | 'void',
      startedAt: row.startedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
    })),
  };
}

/** What stands in the condition is read, and refused, by the service. */
function withCondition<T extends { condition: { version: 1; when?: unknown } }>(
  body: T,
): T & Pick<Policy, 'condition'> {
  return { ...body, condition: body.condition as Policy['condition'] };
}

function present(policy: Policy): PolicyView {
  return policy as PolicyView;
}

function presentRecount(recount: NonNullable<Awaited<ReturnType<typeof readRecount>>>) {
  const { reason, total, done, startedAt, endedAt } = recount;
  return {
    reason,
    total: Math.max(total, done),
    done,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
