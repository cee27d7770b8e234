import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { labelStored, wakeLabelling } from './relabel.ts';
import { askAboutPosts } from './slow/run.ts';
import { renewModel, runTraining } from './settings.ts';

export const understandingJobs = (app: App): Record<string, JobHandler> => ({
  'understanding.ask': (_given, signal) => askAboutPosts(app, signal),
  'understanding.label': (_given, signal) => labelStored(app, signal),
  'understanding.renew': () => renewModel(app),
  'understanding.train': (_given, signal) => runTraining(app, signal),
  'understanding.wake': () => wakeLabelling(app),
});
