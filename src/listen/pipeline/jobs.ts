import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { forgetDeliveries } from './match.ts';

export function pipelineJobs(app: App): Record<string, JobHandler> {
  return { 'pipeline.prune': () => forgetDeliveries(app) };
}
