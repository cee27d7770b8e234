import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { permissions, routes } from './routes.ts';
import { tellWatchers } from './tell.ts';

export const watchingFeature: Feature = {
  name: 'respond/watching',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  subscribe: (app) => followConversations(app, { name: 'watching', handle: tellWatchers }),
};
