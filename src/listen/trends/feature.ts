import type { Feature } from '#platform/feature/index.ts';
import { boardRoutes } from './boards/routes.ts';
import { trendJobs } from './jobs.ts';
import { reportRoutes } from './reports/routes.ts';
import { trendRoutes } from './routes.ts';

export const trendsFeature: Feature = {
  name: 'listen/trends',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'trends.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'trends.mark': ['owner', 'admin', 'manager', 'agent'],
    'trends.share': ['owner', 'admin', 'manager'],
  },
  routes: [...trendRoutes, ...boardRoutes, ...reportRoutes],
  jobs: trendJobs,
  crontab: ['* * * * * trends.count', '41 3 * * * trends.tidy', '7 * * * * trends.weekly'],
};
