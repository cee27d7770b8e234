import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { recheckRefused } from './service/accounts.ts';

export function brandJobs(app: App): Record<string, JobHandler> {
  return { 'brand.recheck_refused': (_payload, signal) => recheckRefused(app, signal) };
}
