import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { watchNeeds } from './alerts.ts';
import { COUNT_JOB, countDueDays } from './counting.ts';

export function demandJobs(app: App): Record<string, JobHandler> {
  return {
    [COUNT_JOB]: async (_payload, signal) => {
      await countDueDays(app, signal);
      if (!signal.aborted) await watchNeeds(app);
    },
  };
}
