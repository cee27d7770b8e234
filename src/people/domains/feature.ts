import type { Feature } from '#platform/feature/index.ts';
import { domainRoutes } from './routes.ts';
import { checkAll } from './service.ts';

export const domainsFeature: Feature = {
  name: 'people/domains',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'domains.manage': ['owner', 'admin'] },
  routes: domainRoutes,
  jobs: (app) => ({ 'domains.check': (_payload, signal) => checkAll(app, signal) }),
  crontab: ['23 * * * * domains.check'],
};
