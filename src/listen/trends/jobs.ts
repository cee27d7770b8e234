import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { COUNT_JOB, countDueHours } from './counting.ts';
import { keepInStep, tidy } from './upkeep.ts';

export function trendJobs(app: App): Record<string, JobHandler> {
  return {
    [COUNT_JOB]: async (_payload, signal) => {
      await keepInStep(app);
      await countDueHours(app, signal);
    },
    'trends.tidy': () => tidy(app),
  };
}
