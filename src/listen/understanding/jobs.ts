import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { labelStored, wakeLabelling } from './relabel.ts';

export const understandingJobs = (app: App): Record<string, JobHandler> => ({
  'understanding.label': (_given, signal) => labelStored(app, signal),
  'understanding.wake': () => wakeLabelling(app),
});
