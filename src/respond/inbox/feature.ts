import type { Feature } from '#platform/feature/index.ts';
import { inboxJobs } from './jobs.ts';
import { floodRoutes } from './floods/routes.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { deskRoutes } from './routes/desk.ts';
import { viewRoutes } from './routes/views.ts';
import { addCustomerFacts } from '#people/segments/index.ts';
import { historyFacts } from './service/customer-facts.ts';
import { runFollowing } from './service/follow.ts';
import { runPresence } from './service/presence.ts';
import './events.ts';

export const inboxFeature: Feature = {
  name: 'respond/inbox',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'inbox.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'inbox.work': ['owner', 'admin', 'manager', 'agent'],
    'inbox.brake': ['owner', 'admin', 'manager'],
  },
  // Fixed paths first: `/inbox/:id` is the rest.
  routes: [...deskRoutes, ...viewRoutes, ...floodRoutes, ...conversationRoutes],
  jobs: inboxJobs,
  subscribe: (app) => addCustomerFacts(app, historyFacts),
  crontab: [
    '* * * * * inbox.wake',
    '41 3 * * * inbox.forget-undos',
    '47 3 * * * inbox.forget-news',
    '51 3 * * * inbox.forget-floods',
    '*/5 * * * * inbox.move-frontless-floods',
  ],
  services: [
    { name: 'inbox.presence', role: 'serve', start: runPresence },
    { name: 'inbox.following', role: 'work', start: runFollowing },
  ],
};
