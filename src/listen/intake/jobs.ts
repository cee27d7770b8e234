import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { prune } from './prune.ts';
import { runReplay } from './replays/service.ts';

export function intakeJobs(app: App): Record<string, JobHandler> {
  return {
    'intake.prune': () => prune(app),
    'intake.replay': (payload, signal) => runReplay(app, payload, signal),
  };
}
