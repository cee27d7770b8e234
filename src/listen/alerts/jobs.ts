import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { DELIVER_JOB, deliverDue } from './deliver/index.ts';
import { tidyAlerts } from './upkeep.ts';
import { WATCH_JOB, Watcher } from './watch/watcher.ts';

export function alertJobs(app: App): Record<string, JobHandler> {
  const watcher = new Watcher();
  return {
    [WATCH_JOB]: async () => {
      const { watches, ms } = await watcher.run(app);
      if (ms > 5000)
        app.log.info({ watches, ms: Math.round(ms) }, 'looking at the minutes of topics took long');
    },
    [DELIVER_JOB]: async () => {
      while ((await deliverDue(app)) > 0);
    },
    'alerts.tidy': () => tidyAlerts(app),
  };
}
