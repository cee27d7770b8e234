import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { scanWaiting, sweepFiles } from './upkeep.ts';

export function fileJobs(app: App): Record<string, JobHandler> {
  return {
    'files.sweep': async (_payload, signal) => {
      const count = await sweepFiles(app, signal);
      if (count > 0) app.log.debug({ count }, 'files that nobody used are gone');
    },
    'files.scan': (_payload, signal) => scanWaiting(app, signal),
  };
}
