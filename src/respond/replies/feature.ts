import type { Feature } from '#platform/feature/index.ts';
import { replyRoutes } from './routes.ts';
import './events.ts';

export const repliesFeature: Feature = {
  name: 'respond/replies',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'replies.send': ['owner', 'admin', 'manager', 'agent'] },
  routes: replyRoutes,
};
