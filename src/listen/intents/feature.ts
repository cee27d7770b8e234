import type { Feature } from '#platform/feature/index.ts';
import { keepCompanyIntents } from './company.ts';
import { intentJobs } from './jobs.ts';
import { intentRoutes } from './routes.ts';

export const intentsFeature: Feature = {
  name: 'listen/intents',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'intents.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'intents.write': ['owner', 'admin', 'manager'],
  },
  routes: intentRoutes,
  jobs: intentJobs,
  services: [{ name: 'intents.company', role: 'every', start: keepCompanyIntents }],
};
