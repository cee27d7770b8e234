import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import './events.ts';
import { personRoutes } from './routes.ts';
import { tidyPersons } from './service/claims.ts';

export const personsFeature: Feature = {
  name: 'people/persons',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'persons.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'persons.join': ['owner', 'admin', 'manager', 'agent'],
  },
  routes: personRoutes,
  jobs: (app: App) => ({ 'persons.tidy': (_payload, signal) => tidyPersons(app, signal) }),
  crontab: ['17 * * * * persons.tidy'],
};
