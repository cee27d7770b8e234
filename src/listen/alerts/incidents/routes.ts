import { z } from 'zod';
import { decodeCursor, encodeCursor, page, pageOf, route } from '#platform/http/index.ts';
import { resendDelivery } from '../deliver/index.ts';
import { handleInput, incidentDetail, incidentId, incidentQuery, incidentShape } from './schema.ts';
import { handleIncident, listIncidents, readIncident } from './service.ts';

const params = z.object({ id: incidentId });

export const incidentRoutes = [
  route({
    method: 'GET',
    url: '/alerts/incidents',
    permission: 'alerts.read',
    summary: 'Incidents, latest first',
    query: incidentQuery,
    response: pageOf(incidentShape),
    handler: async ({ app, query }) => {
      const { state, topicId, cursor, limit } = query;
      const [from, to] = [minuteOf(query.from), minuteOf(query.to)];
      const after = cursor === undefined ? null : String(decodeCursor(cursor, 1)[0]);
      const rows = await listIncidents(app, { state, topicId, from, to, after, limit: limit + 1 });
      return page(rows, limit, ({ id }) => encodeCursor([id]));
    },
  }),
  route({
    method: 'GET',
    url: '/alerts/incidents/:id',
    permission: 'alerts.read',
    summary: 'An incident with its chart, its cause and who was told',
    params,
    response: incidentDetail,
    handler: ({ app, params }) => readIncident(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/alerts/incidents/:id',
    permission: 'alerts.handle',
    summary: 'Acknowledge, snooze or judge an incident',
    params,
    body: handleInput,
    response: incidentDetail,
    handler: ({ app, actor, params, body }) => handleIncident(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/alerts/deliveries/:id/resend',
    permission: 'alerts.rules',
    summary: 'Send a message again that failed',
    params: z.object({ id: z.string().max(64) }),
    handler: ({ app, actor, params }) => resendDelivery(app, actor, params.id),
  }),
];

const minuteOf = (time: Date | undefined) => time && Math.floor(time.getTime() / 60_000);
