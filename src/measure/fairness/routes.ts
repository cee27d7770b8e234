import { route, type Route } from '#platform/http/index.ts';
import { csvOf } from './csv.ts';
import { missedQuery, missedShape, reportQuery, reportShape } from './schema.ts';
import { readFairness, readMissed } from './service.ts';

export const fairnessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/fairness',
    permission: 'reports.read',
    summary: 'How people are treated by reach and channel, like for like',
    query: reportQuery,
    response: reportShape,
    handler: ({ app, query }) => readFairness(app, query.days),
  }),
  route({
    method: 'GET',
    url: '/fairness/export',
    permission: 'reports.read',
    summary: 'The same as CSV',
    query: reportQuery,
    stream: true,
    handler: async ({ app, query, reply }) => {
      const report = await readFairness(app, query.days);
      await reply
        .header('content-disposition', `attachment; filename="fairness-${query.days}-days.csv"`)
        .type('text/csv; charset=utf-8')
        .send(csvOf(report));
    },
  }),
  route({
    method: 'GET',
    url: '/fairness/missed',
    permission: 'reports.read',
    summary: 'Conversations of a group that had not the outcome, newest first',
    query: missedQuery,
    response: missedShape,
    handler: async ({ app, query }) => ({ items: await readMissed(app, query) }),
  }),
];
