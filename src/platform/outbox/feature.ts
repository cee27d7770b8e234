import type { Feature } from '#platform/feature/index.ts';
import { Dispatcher } from './dispatcher.ts';
import { outboxRoutes } from './routes.ts';
import './events.ts';

export const outboxFeature: Feature = {
  name: 'platform/outbox',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'outbox.switch': ['owner', 'admin', 'manager'],
    // What was held: who may read it, and who decides whether it still leaves.
    'outbox.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'outbox.decide': ['owner', 'admin', 'manager', 'agent'],
  },
  routes: outboxRoutes,
  services: [{ name: 'outbox', role: 'work', start: async (app, signal) => new Dispatcher(app, signal) }],
};
