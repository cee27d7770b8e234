import type { Feature } from '#platform/feature/index.ts';
import { understandingJobs } from './jobs.ts';
import { keepModelLive } from './live.ts';
import { understandingRoutes } from './routes.ts';
import { settingsRoutes } from './settings-routes.ts';

export const understandingFeature: Feature = {
  name: 'listen/understanding',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'labels.correct': ['owner', 'admin', 'manager', 'agent'],
    'understanding.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'understanding.manage': ['owner', 'admin', 'manager'],
  },
  routes: [...understandingRoutes, ...settingsRoutes],
  jobs: understandingJobs,
  crontab: ['* * * * * understanding.wake', '23 3 * * * understanding.train'],
  services: [{ name: 'understanding.live', role: 'every', start: keepModelLive }],
};
