import type { Feature } from '#platform/feature/index.ts';
import { makeCases } from './promise/promise.ts';
import { togetherRoutes } from './routes.ts';

export const togetherFeature: Feature = {
  name: 'embrace/together',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'together.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'together.promise': ['owner', 'admin', 'manager'],
  },
  routes: togetherRoutes,
  jobs: (app) => ({ 'together.unanswered': async () => void (await makeCases(app)) }),
  crontab: ['* * * * * together.unanswered'],
};
