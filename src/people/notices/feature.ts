import type { Feature } from '#platform/feature/index.ts';
import { crontab, jobs } from './jobs.ts';
import { routes } from './routes.ts';

export const noticesFeature: Feature = {
  name: 'people/notices',
  migrations: new URL('./migrations/', import.meta.url),
  routes,
  jobs,
  crontab,
};
