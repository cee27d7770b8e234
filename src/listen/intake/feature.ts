import type { Feature } from '#platform/feature/index.ts';
import { readImports } from './imports/reader.ts';
import { intakeJobs } from './jobs.ts';
import { intakeRoutes } from './routes.ts';

export const intakeFeature: Feature = {
  name: 'listen/intake',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'sources.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'sources.manage': ['owner', 'admin', 'manager'],
  },
  routes: intakeRoutes,
  jobs: intakeJobs,
  crontab: ['*/10 * * * * intake.prune'],
  services: [{ name: 'listen/imports', role: 'work', start: readImports }],
};
