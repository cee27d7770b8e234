import type { Feature } from '#platform/feature/index.ts';
import { siteRoutes } from './routes.ts';

export const siteFeature: Feature = {
  name: 'people/site',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'site.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'site.set-up': ['owner', 'admin'],
  },
  routes: siteRoutes,
};
