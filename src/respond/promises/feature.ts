import type { Feature } from '#platform/feature/index.ts';
import { addFacts } from '#respond/conditions/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import './events.ts';
import { promiseFacts } from './facts.ts';
import { crontab, jobs } from './jobs.ts';
import { permissions, routes } from './routes.ts';
import { keepClocks } from './service/follow.ts';

export const promisesFeature: Feature = {
  name: 'respond/promises',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs,
  crontab,
  subscribe(app) {
    followConversations(app, { name: 'respond/promises', handle: keepClocks });
    addFacts(app, promiseFacts);
  },
};
