import type { Feature } from '#platform/feature/index.ts';
import { crontab, jobs } from './jobs.ts';
import { providerRoutes } from './providers/routes.ts';
import { memberRoutes } from './routes.ts';

export const membersFeature: Feature = {
  name: 'people/members',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'members.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'members.moderate': ['owner', 'admin', 'manager'],
    'members.set-up': ['owner', 'admin'],
  },
  routes: [...memberRoutes, ...providerRoutes],
  jobs,
  crontab,
};
