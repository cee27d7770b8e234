import type { Feature } from '#platform/feature/index.ts';
import { understandingJobs } from './jobs.ts';
import { keepModelLive } from './live.ts';
import { understandingRoutes } from './routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { slowTierRoutes } from './slow/routes.ts';

export const understandingFeature: Feature = {
  name: 'listen/understanding',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'labels.correct': ['owner', 'admin', 'manager', 'agent'],
    'understanding.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'understanding.manage': ['owner', 'admin', 'manager'],
    // Posts leave the machine, and it may cost money.
    'understanding.connect': ['owner', 'admin'],
  },
  routes: [...understandingRoutes, ...settingsRoutes, ...slowTierRoutes],
  jobs: understandingJobs,
  crontab: ['* * * * * understanding.wake', '* * * * * understanding.ask', '23 3 * * * understanding.train'],
  services: [{ name: 'understanding.live', role: 'every', start: keepModelLive }],
};
