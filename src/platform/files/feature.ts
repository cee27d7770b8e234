import type { Feature } from '#platform/feature/index.ts';
import { fileJobs } from './jobs.ts';
import { fileRoutes } from './routes.ts';

export const filesFeature: Feature = {
  name: 'platform/files',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'files.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'files.add': ['owner', 'admin', 'manager', 'agent'],
  },
  routes: fileRoutes,
  jobs: fileJobs,
  crontab: ['17 * * * * files.sweep', '*/15 * * * * files.scan'],
};
