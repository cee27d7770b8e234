import type { Feature } from '#platform/feature/index.ts';
import { addCustomerFacts } from '#people/segments/index.ts';
import { addFacts } from '#respond/conditions/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { caseFacts } from './conditions.ts';
import { customerCases } from './customer-facts.ts';
import './events.ts';
import { caseJobs } from './jobs.ts';
import { caseRoutes } from './routes/cases.ts';
import { extraRoutes } from './routes/extras.ts';
import { joinRoutes } from './routes/join.ts';
import { typeRoutes } from './routes/types.ts';
import { hearNews } from './service/hear.ts';

export const casesFeature: Feature = {
  name: 'respond/cases',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'cases.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'cases.work': ['owner', 'admin', 'manager', 'agent'],
    'cases.set-up': ['owner', 'admin', 'manager'],
  },
  // Fixed paths first: `/cases/:id` is the rest.
  routes: [...typeRoutes, ...joinRoutes, ...extraRoutes, ...caseRoutes],
  jobs: caseJobs,
  crontab: ['* * * * * cases.wave-left', '23 * * * * cases.close', '51 3 * * * cases.forget-undos'],
  subscribe(app) {
    addFacts(app, caseFacts);
    addCustomerFacts(app, customerCases);
    followConversations(app, { name: 'cases', handle: hearNews });
  },
};
