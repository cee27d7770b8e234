import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { LINK_JOB, mailLink } from './service/links.ts';
import { MAIL_JOB } from './service/notify.ts';
import { mailAsked, watchApprovals } from './service/watch.ts';

const asked = z.object({
  approvalId: z.string(),
  round: z.number(),
  step: z.number(),
  userId: z.string(),
  isReminder: z.boolean(),
});
const link = z.object({ linkId: z.string() });

export const jobs = (app: App): Record<string, JobHandler> => ({
  'approvals.watch': (_payload, signal) => watchApprovals(app, signal),
  [MAIL_JOB]: (payload) => mailAsked(app, asked.parse(payload)),
  [LINK_JOB]: (payload) => mailLink(app, link.parse(payload).linkId),
});
export const crontab = ['* * * * * approvals.watch'];
