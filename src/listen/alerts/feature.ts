import type { Feature } from '#platform/feature/index.ts';
import { feedRoutes } from './feeds/routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { alertJobs } from './jobs.ts';
import { ruleRoutes } from './rules/routes.ts';
import './events.ts';

export const alertsFeature: Feature = {
  name: 'listen/alerts',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'alerts.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'alerts.handle': ['owner', 'admin', 'manager', 'agent'],
    'alerts.rules': ['owner', 'admin', 'manager'],
  },
  routes: [...ruleRoutes, ...incidentRoutes, ...feedRoutes],
  jobs: alertJobs,
  crontab: ['* * * * * alerts.watch', '* * * * * alerts.deliver', '27 3 * * * alerts.tidy'],
};
