import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { tidyMembers } from './service/tidy.ts';

export const jobs = (app: App): Record<string, JobHandler> => ({
  'members.tidy': () => tidyMembers(app),
});
export const crontab = ['23 * * * * members.tidy'];
