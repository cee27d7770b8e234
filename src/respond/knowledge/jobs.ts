import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { tellAlarms } from './alarms.ts';
import { tidyFigures } from './figures/service.ts';
import { findGaps } from './gaps/service.ts';
import { forgetGonePosts } from './suggest/uses.ts';

export function knowledgeJobs(app: App): Record<string, JobHandler> {
  return {
    'knowledge.gaps': () => findGaps(app),
    'knowledge.tidy': async (_payload, signal) => {
      await forgetGonePosts(app, signal);
      await tidyFigures(app);
      await tellAlarms(app);
    },
  };
}
