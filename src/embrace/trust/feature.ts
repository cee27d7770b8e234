import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { addCustomerFacts } from '#people/segments/index.ts';
import { customerLevels } from './customer-facts.ts';
import { relevel, tidyTrust } from './levels.ts';
import { trustRoutes } from './routes.ts';

export const trustFeature: Feature = {
  name: 'embrace/trust',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'trust.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'trust.decide': ['owner', 'admin', 'manager'],
    'trust.set-up': ['owner', 'admin'],
  },
  routes: trustRoutes,
  jobs: (app: App) => ({
    'trust.relevel': () => relevel(app),
    'trust.tidy': () => tidyTrust(app),
  }),
  subscribe: (app) => addCustomerFacts(app, customerLevels),
  crontab: ['* * * * * trust.relevel', '23 3 * * * trust.tidy'],
};
