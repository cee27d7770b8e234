import type { Feature } from '#platform/feature/index.ts';
import { fairnessRoutes } from './routes.ts';
import { reckonFairness } from './service.ts';
import './events.ts';

export const fairnessFeature: Feature = {
  name: 'measure/fairness',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'reports.read': ['owner', 'admin', 'manager', 'agent', 'viewer'] },
  routes: fairnessRoutes,
  jobs: (app) => ({ 'fairness.reckon': () => reckonFairness(app) }),
  crontab: ['23 * * * * fairness.reckon'],
};
