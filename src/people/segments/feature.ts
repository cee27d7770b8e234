import type { Feature } from '#platform/feature/index.ts';
import './events.ts';
import { accountFacts, claimFacts, memberFacts } from './own-facts.ts';
import { permissions, routes } from './routes.ts';
import { tidySegments } from './service.ts';
import { addCustomerFacts } from './sources.ts';

export const segmentsFeature: Feature = {
  name: 'people/segments',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs: (app) => ({ 'segments.tidy': () => tidySegments(app) }),
  crontab: ['21 * * * * segments.tidy'],
  subscribe(app) {
    for (const source of [accountFacts, claimFacts, memberFacts]) addCustomerFacts(app, source);
  },
};
