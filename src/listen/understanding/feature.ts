import type { Feature } from '#platform/feature/index.ts';
import { understandingJobs } from './jobs.ts';
import { understandingRoutes } from './routes.ts';

export const understandingFeature: Feature = {
  name: 'listen/understanding',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'labels.correct': ['owner', 'admin', 'manager', 'agent'] },
  routes: understandingRoutes,
  jobs: understandingJobs,
  crontab: ['* * * * * understanding.wake'],
};
