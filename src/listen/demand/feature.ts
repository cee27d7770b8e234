import type { Feature } from '#platform/feature/index.ts';
import { demandJobs } from './jobs.ts';
import { demandRoutes } from './routes.ts';

export const demandFeature: Feature = {
  name: 'listen/demand',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'demand.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'demand.write': ['owner', 'admin', 'manager'],
  },
  routes: demandRoutes,
  jobs: demandJobs,
  crontab: ['*/5 * * * * demand.count'],
};
