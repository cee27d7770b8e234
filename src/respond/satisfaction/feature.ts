import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { addCustomerFacts } from '#people/segments/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { askDue } from './ask.ts';
import { customerRatings } from './customer-facts.ts';
import { planFromNews } from './plan.ts';
import { satisfactionRoutes } from './routes.ts';
import './events.ts';

export const satisfactionFeature: Feature = {
  name: 'respond/satisfaction',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'satisfaction.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'satisfaction.work': ['owner', 'admin', 'manager', 'agent'],
    'satisfaction.manage': ['owner', 'admin'],
  },
  routes: satisfactionRoutes,
  jobs: (app: App) => ({ 'satisfaction.ask': async (_payload, signal) => void (await askDue(app, signal)) }),
  crontab: ['* * * * * satisfaction.ask'],
  subscribe(app) {
    followConversations(app, { name: 'respond/satisfaction', handle: planFromNews });
    addCustomerFacts(app, customerRatings);
  },
};
