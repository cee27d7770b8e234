import type { Feature } from '#platform/feature/index.ts';
import { sitePageRoutes } from './routes.ts';

export const sitePagesFeature: Feature = {
  name: 'embrace/site-pages',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'site-pages.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'site-pages.write': ['owner', 'admin', 'manager'],
  },
  routes: sitePageRoutes,
};
