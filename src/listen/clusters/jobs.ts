import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { COPIES_JOB, keepCopies, keepRules } from './copies/keep.ts';
import { tidyTalks } from './talk/tidy.ts';

export function clusterJobs(app: App): Record<string, JobHandler> {
  return {
    [COPIES_JOB]: async (_payload, signal) => {
      await keepRules(app);
      await keepCopies(app, signal);
    },
    'talk.tidy': () => tidyTalks(app),
  };
}
