import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { newReportShape, reportId, reportInput, reportShape, weeklyInput, weeklyShape } from './schema.ts';
import { listReports, revokeReport, shareReport } from './service.ts';
import { readWeekly, setWeekly } from './weekly.ts';

const share = 'trends.share';

export const reportRoutes = [
  route({
    method: 'GET',
    url: '/trends/reports',
    permission: share,
    summary: 'Reports whose links still work',
    response: z.object({ items: z.array(reportShape) }),
    handler: async ({ app }) => ({ items: await listReports(app) }),
  }),
  route({
    method: 'POST',
    url: '/trends/reports',
    permission: share,
    summary: 'Keep the numbers as they are now and make a link to them',
    description:
      'Anybody with the link may read it, without signing in. The link is told only in this answer.',
    body: reportInput,
    response: newReportShape,
    status: 201,
    perMinute: 30,
    handler: ({ app, actor, body }) => shareReport(app, actor, body),
  }),
  route({
    method: 'DELETE',
    url: '/trends/reports/:id',
    permission: share,
    summary: 'Take a link back',
    params: z.object({ id: reportId }),
    handler: ({ app, actor, params }) => revokeReport(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/trends/weekly',
    permission: 'trends.read',
    summary: 'What one gets by mail every Monday',
    response: weeklyShape,
    handler: ({ app, actor }) => readWeekly(app, actor),
  }),
  route({
    method: 'PUT',
    url: '/trends/weekly',
    permission: 'trends.read',
    summary: 'Begin or end one’s weekly mail about a subject',
    body: weeklyInput,
    handler: ({ app, actor, body }) => setWeekly(app, actor, body),
  }),
];
