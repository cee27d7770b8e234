import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { floodJobs } from './floods/jobs.ts';
import { forgetOldNews } from './service/follow.ts';
import { forgetOldUndos, wakeSnoozed } from './service/wake.ts';

export function inboxJobs(app: App): Record<string, JobHandler> {
  return {
    'inbox.wake': async (_payload, signal) => {
      const count = await wakeSnoozed(app, signal);
      if (count > 0) app.log.debug({ count }, 'snoozed conversations are open again');
    },
    'inbox.forget-undos': () => forgetOldUndos(app),
    'inbox.forget-news': () => forgetOldNews(app),
    ...floodJobs(app),
  };
}
