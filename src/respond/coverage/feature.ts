import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import './events.ts';
import { permissions, routes } from './routes.ts';
import { countContacts } from './service/contacts.ts';

export const coverageFeature: Feature = {
  name: 'respond/coverage',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  subscribe: (app) => followConversations(app, { name: 'respond/coverage', handle: countContacts }),
};
