import type { Feature } from '#platform/feature/index.ts';
import { cannedRoutes } from './routes.ts';
import './events.ts';

export const cannedFeature: Feature = {
  name: 'respond/canned',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'canned.use': ['owner', 'admin', 'manager', 'agent'],
    'canned.share': ['owner', 'admin', 'manager'],
  },
  routes: cannedRoutes,
};
