import type { Feature } from '#platform/feature/index.ts';
import { crontab, jobs } from './jobs.ts';
import { routes } from './routes/index.ts';

export const sessionsFeature: Feature = {
  name: 'people/sessions',
  migrations: new URL('./migrations/', import.meta.url),
  routes,
  jobs,
  crontab,
};
