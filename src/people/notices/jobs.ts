import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { MAIL_JOB, mailNotice, sweepNotices } from './service.ts';

const payloadShape = z.object({ noticeId: z.string(), userId: z.string() });

export const jobs = (app: App): Record<string, JobHandler> => ({
  [MAIL_JOB]: async (payload) => {
    const { noticeId, userId } = payloadShape.parse(payload);
    await mailNotice(app, noticeId, userId);
  },
  'notices.sweep': () => sweepNotices(app),
});
export const crontab = ['23 4 * * * notices.sweep'];
