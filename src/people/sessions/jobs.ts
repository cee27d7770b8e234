import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { sweepSessions } from './service/sweep.ts';

export const jobs = (app: App): Record<string, JobHandler> => ({
  'sessions.sweep': () => sweepSessions(app),
});
export const crontab = ['17 * * * * sessions.sweep'];
