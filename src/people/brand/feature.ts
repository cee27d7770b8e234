import type { Feature } from '#platform/feature/index.ts';
import { brandJobs } from './jobs.ts';
import { permissions, routes } from './routes.ts';

export const brandFeature: Feature = {
  name: 'people/brand',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs: brandJobs,
  crontab: ['41 * * * * brand.recheck_refused'],
};
