import type { Feature } from '#platform/feature/index.ts';
import { sourceJobs } from './jobs.ts';
import { superviseSources } from './reading/supervisor.ts';
import { sourceRoutes } from './routes.ts';

export const sourcesFeature: Feature = {
  name: 'listen/sources',
  migrations: new URL('./migrations/', import.meta.url),
  routes: sourceRoutes,
  jobs: sourceJobs,
  crontab: ['* * * * * sources.resolve_handles', '17 * * * * sources.forget_removed'],
  services: [{ name: 'listen/sources', role: 'listen', start: superviseSources }],
};
