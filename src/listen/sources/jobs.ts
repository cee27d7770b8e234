import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { resolveHandles } from './handles.ts';
import { forgetRemoved } from './removal.ts';

export function sourceJobs(app: App): Record<string, JobHandler> {
  return {
    'sources.resolve_handles': (_payload, signal) => resolveHandles(app, signal),
    'sources.forget_removed': () => forgetRemoved(app),
  };
}
