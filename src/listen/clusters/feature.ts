import type { Feature } from '#platform/feature/index.ts';
import { clusterJobs } from './jobs.ts';
import { clusterRoutes } from './routes.ts';

export const clustersFeature: Feature = {
  name: 'listen/clusters',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'clusters.read': ['owner', 'admin', 'manager', 'agent', 'viewer'] },
  routes: clusterRoutes,
  jobs: clusterJobs,
  crontab: ['* * * * * copies.keep', '52 3 * * * talk.tidy'],
};
