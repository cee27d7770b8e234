import type { Feature } from '#platform/feature/index.ts';
import { addFacts } from '#respond/conditions/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { hearNews } from './engine/hear.ts';
import { routingJobs, TICK_JOB } from './jobs.ts';
import { permissions, routes } from './rules/routes.ts';
import { changeFacts } from './triggers/facts.ts';
import './events.ts';

export const routingFeature: Feature = {
  name: 'respond/routing',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs: routingJobs,
  crontab: [`* * * * * ${TICK_JOB}`, '37 3 * * * routing.forget'],
  subscribe(app) {
    addFacts(app, changeFacts);
    followConversations(app, { name: 'routing', handle: hearNews });
  },
};
