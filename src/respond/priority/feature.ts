import type { Feature } from '#platform/feature/index.ts';
import { jobs } from './jobs.ts';
import { permissions, routes } from './routes.ts';

export const priorityFeature: Feature = {
  name: 'respond/priority',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs,
};
